"""Redraft shows people what their words and playlists give away, on their own computer."""

__version__ = "0.1.0"
