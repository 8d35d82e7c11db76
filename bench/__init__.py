"""Measures the product on a large database: ``make bench``. No part of the product imports it."""
