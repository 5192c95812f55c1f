"""The way to Google and back: sign in, pace, read, compare, apply, collect, send."""
