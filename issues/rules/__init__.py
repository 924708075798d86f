"""What follows from plain values: scores, days, outcomes. No framework, no database."""
