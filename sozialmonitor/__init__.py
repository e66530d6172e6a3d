"""Sozialmonitor: social conditions per Stadtteil or Gemeinde, as maps, time series and typologies."""
