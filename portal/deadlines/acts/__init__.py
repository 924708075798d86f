"""The law as dated data: one module per act. Month and day numbers of law stand here and nowhere else."""
