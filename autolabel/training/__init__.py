"""Scripts that train and measure the built-in cards from published data."""
