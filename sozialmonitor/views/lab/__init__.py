"""What the laboratory for typologies shows."""
