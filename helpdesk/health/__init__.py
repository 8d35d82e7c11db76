"""Is the product alive, and is it ready to work?"""
