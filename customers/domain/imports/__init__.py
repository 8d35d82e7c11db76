"""Customers from a file, row by row: read, understood, matched with those the desk knows, written."""
