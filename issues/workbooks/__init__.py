"""Tables that offices fill in outside the portal."""
