"""A small encoder that says, in milliseconds, what a sharp reader could tell from a text, and by which words."""
