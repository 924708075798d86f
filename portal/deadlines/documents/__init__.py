"""Documents of deadlines."""
