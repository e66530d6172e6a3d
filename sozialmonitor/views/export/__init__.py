"""Figures as they are written to files."""
