"""Tests of plans as people read, keep and bound them."""
