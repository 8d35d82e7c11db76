"""How the invented words become rows: every step through the product's own verbs, at the time it happened."""
