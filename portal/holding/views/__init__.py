"""Pages of the log, the close-out and the results of meetings."""
