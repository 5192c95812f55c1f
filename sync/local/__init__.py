"""The local Workspace: Google's own REST protocol, on loopback, with people's pages."""
