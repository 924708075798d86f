"""The only writers of what was raised and of what became of it."""
