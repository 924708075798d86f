"""Why a date is that date: the law, the counting, the proof and what happened."""
