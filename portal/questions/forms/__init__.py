"""What people type, turned into plain values."""
