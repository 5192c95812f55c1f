"""Beheer: the sheet in which a schoolcoach keeps teams, members and free days, in rows."""
