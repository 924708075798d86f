"""What people type of held meetings."""
