"""Writes every page and state as pictures: ``python -m screenshots``."""
