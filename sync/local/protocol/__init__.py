"""What Google's description of its APIs says of a call: its method, parameters, body and fields."""
