"""Pages of proposals, intake, the schedule, the Government's decision, and the public pages."""
