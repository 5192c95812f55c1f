"""Who may see a file: permissions, what they come from, and shared drives."""
