"""Google Sheets on the local Workspace."""
