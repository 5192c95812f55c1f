"""What people say about a file."""
