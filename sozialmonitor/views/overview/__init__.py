"""What changed in a monitor, and where an area differs."""
