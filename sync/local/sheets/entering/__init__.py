"""What a typed text becomes in a cell, and how a value is shown."""
