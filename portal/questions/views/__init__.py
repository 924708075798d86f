"""Pages on which people ask, demand and subscribe, and those on which offices read and answer them."""
