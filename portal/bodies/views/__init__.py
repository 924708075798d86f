"""Workspace pages about who may do what, and in what capacity bodies act."""
