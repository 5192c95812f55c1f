"""How an organiser takes in new schools: a form, a list, and a file for each accepted school."""
