"""The page „Überblick“."""
