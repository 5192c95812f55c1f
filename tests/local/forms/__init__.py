"""Google Forms on the local Workspace."""
