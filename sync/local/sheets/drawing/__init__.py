"""A spreadsheet as people's pages draw it: cells, colours and charts."""
