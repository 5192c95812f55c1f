"""How cells look: formats, colours, and the rules that give them."""
