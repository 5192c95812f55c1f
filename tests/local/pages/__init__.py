"""The pages of the local Workspace."""
