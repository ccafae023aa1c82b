"""The proof page: the workers try to get out, and the system's answers are shown."""
