"""Six invented weeks at the example schools, on the local Workspace."""
