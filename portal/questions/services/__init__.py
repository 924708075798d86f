"""The only writers of what people ask, demand and subscribe to."""
