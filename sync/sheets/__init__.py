"""Spreadsheets: what Google has, what should be there, and the requests between the two."""
