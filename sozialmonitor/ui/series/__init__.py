"""The page „Zeitreihen“."""
