"""The append-only record: who did what to what, when. ``writing.write`` is its one door."""
