"""Gmail v1: sending mail and reading back what was sent."""
