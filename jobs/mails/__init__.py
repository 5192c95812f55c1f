"""The letters that leave the house."""
