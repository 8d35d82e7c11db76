"""The demo house: three sites, their people, sixty customers and two hundred cases, all invented."""
