"""Gmail on the local Workspace."""
