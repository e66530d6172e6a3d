"""The page „Typologie“."""
