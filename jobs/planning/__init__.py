"""A plan for people: told in Dutch or English, kept in a file, and held within bounds."""
