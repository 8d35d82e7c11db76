"""Files people hand over: what they are, where they lie, how they are given out. Knows nothing of tickets."""
