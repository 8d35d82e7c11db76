"""Who works here: accounts, roles, sites, teams, sign-in."""
