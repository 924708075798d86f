"""Workbooks: those of strangers in, ours out. Knows no framework and no word of what the rows are about."""
