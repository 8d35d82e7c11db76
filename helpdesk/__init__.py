"""The house: settings, URLs, the schedule, and what any desk needs.

Nothing in here imports ``customers``, ``tickets`` or ``surveys``; it names them by string only.
"""
