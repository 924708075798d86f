"""The demonstration is written by the services of the product, on the days on which it would have been."""
