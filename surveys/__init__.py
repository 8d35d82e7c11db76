"""What the customer thought of it."""
