"""What a spreadsheet is, and every spreadsheet Ritmiek shows."""
