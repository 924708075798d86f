"""What is computed beside the law, from plain values alone. How days of law are counted is in `portal.law`."""
