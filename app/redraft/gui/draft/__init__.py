"""The draft page: the text on the left, what a stranger would conclude on the right."""
