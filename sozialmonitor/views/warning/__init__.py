"""Hints that an area deserves a second look."""
