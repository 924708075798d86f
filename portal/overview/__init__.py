"""Pages that gather facts of every floor: home, my desk, bodies and territories. Reads only."""
