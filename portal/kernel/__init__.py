"""Plain values under everything else: time, periods, state tables, verdicts, errors, wording."""
