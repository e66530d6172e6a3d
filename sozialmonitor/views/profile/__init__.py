"""Everything about one area."""
