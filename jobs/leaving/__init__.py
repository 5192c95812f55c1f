"""Leaving: a school takes everything along, everything goes, or one person goes."""
