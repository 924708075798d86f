"""Who of the bodies hears of what happened to an issue, and in what words."""
