"""Setting up: read, compare, plan, apply and verify."""
