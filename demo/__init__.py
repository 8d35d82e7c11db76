"""The demo house: three sites, their people, sixty customers, 260 cases, all invented."""
