"""Taking over what a team already kept in a sheet of its own, into the sheet that Ritmiek made."""
