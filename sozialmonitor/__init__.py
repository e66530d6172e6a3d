"""Sozialmonitor: social conditions per Stadtteil or Gemeinde, as maps, time series and typologies."""

__version__ = "0.1.0"
"""Version of the program and of its methods; printed in every export."""
