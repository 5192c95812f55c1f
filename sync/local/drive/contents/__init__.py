"""Files made, changed, moved, copied and read, with their bytes."""
