"""Areas, indicators or maps side by side."""
