"""The only writers of proposals and schedules."""
