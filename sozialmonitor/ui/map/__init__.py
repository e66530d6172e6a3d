"""The page „Karte“, and the frame every map stands in."""
