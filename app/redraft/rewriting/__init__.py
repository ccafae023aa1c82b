"""What could be said otherwise, and what it costs."""
