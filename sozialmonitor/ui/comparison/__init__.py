"""The page „Vergleich“."""
