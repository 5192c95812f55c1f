"""Cells that move, and everything that goes along with them."""
