"""The page „Frühwarnung“."""
