"""Files at Google: finding and making them, who may do what, and what is in a form."""
