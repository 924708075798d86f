"""The law written out: as a page of the documentation, and as plain values for programs."""
