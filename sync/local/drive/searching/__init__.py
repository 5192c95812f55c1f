"""Files found by Drive's query language, in order and in pages."""
