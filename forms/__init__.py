"""What a form is, every form Ritmiek asks, and the way from raw answers to typed rows."""
