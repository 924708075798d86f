"""A body writes what is new of its issues, publishes its quarter, and where it did not, the portal does."""
