"""Drive v2, for clients that never moved on: each method is its successor in v3, in older words."""
