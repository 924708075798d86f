"""What follows from a code or a name of the classifier alone: plain values in, plain values out."""
