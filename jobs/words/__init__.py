"""What Ritmiek says by itself, in the language of a school."""
