"""Edits, generalisation ladders and the second look."""
