"""The local Workspace."""
