"""The files under Drive, Sheets and Forms: their records, who may see them, shared drives."""
