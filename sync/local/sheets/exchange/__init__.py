"""Spreadsheets made from files and bodies, copied, and exported."""
