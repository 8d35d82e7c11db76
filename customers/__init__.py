"""Who writes, calls or walks in."""
