"""What is announced: publication of a schedule, public meetings, the calendar and its feeds."""
