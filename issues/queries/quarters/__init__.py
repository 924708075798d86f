"""The quarter of a body: which issues stand in it, what is said of them, what was published."""
