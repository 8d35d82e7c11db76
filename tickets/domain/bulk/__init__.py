"""The same thing done to many tickets, one after the other, and undone again."""
