"""Google Drive on the local Workspace."""
