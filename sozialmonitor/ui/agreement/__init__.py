"""The page „Typologien vergleichen“."""
