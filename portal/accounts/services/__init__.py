"""The only writers of people and their sessions."""
