"""Findings of many texts fused into one author, and the smallest cut."""
