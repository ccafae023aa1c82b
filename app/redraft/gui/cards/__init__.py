"""Conclusions as cards: the same on every page, whether they rest on a draft, an archive or a playlist."""
