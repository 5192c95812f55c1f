"""Where calls come in and answers leave: from HTTP to a handler and back, also in batches."""
