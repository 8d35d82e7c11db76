"""What happened, and how it is put right."""
