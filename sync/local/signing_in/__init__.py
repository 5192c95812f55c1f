"""Who calls: accounts, keys, tokens and scopes, and how Google refuses whoever it does not know."""
