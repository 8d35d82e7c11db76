"""PostgreSQL, Valkey and a mail catcher from wheels, for `make run` and the tests.

Plain Python: nothing here imports Django or reads its settings, so that it can start what they point to.
"""
