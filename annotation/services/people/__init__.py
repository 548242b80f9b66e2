"""Acts on raters: what they say of themselves, what is granted to them, and when they leave."""
