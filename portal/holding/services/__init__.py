"""The only writers of what is told of held meetings."""
