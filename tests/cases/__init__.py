"""Tables of cases: what a statistics office can deliver wrong, and what it must be told."""
