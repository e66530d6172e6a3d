"""Boundaries of every geography: read, checked, mended where that is safe, joined."""
