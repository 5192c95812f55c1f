"""Google Forms as the local Workspace carries it: the form, its changes and its answers."""
