"""The archive page: everything a person wrote, what it gives away together, and what would have to go."""
