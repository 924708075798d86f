"""The law as dated data, and how its days are counted. No database and no framework, not even through others."""
