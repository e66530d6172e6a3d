"""The page „Typologie-Labor“."""
