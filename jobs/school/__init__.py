"""What the school is, and when it is open."""
