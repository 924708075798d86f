"""How days of law are counted, from plain values alone. The numbers stand in the acts."""
