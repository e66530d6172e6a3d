"""The page „Gebietsprofil“."""
