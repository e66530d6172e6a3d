"""Two typologies side by side."""
