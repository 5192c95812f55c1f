"""Formulas as words: read, and written so that the engine reads them as Google does."""
