"""Command line: sources → checked, immutable release. Nothing imports this package."""
