"""Drive v3: files, searching, sharing and the shared drive."""
