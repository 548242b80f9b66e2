"""Acts on projects, assignments and ratings, one module per noun."""
