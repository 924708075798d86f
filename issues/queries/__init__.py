"""What screens, feeds and exports show of issues, each with a known number of statements."""
