"""The doctor: what has to be right before a school can rely on Ritmiek, one line for each."""
