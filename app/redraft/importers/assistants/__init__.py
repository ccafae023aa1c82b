"""Talks with AI assistants: an importer a vendor, one for what other tools write, and what they all share."""
