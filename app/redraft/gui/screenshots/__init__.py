"""Writes every page and state as pictures: ``python -m redraft.gui.screenshots``."""
