"""Reports for people and programs: terminal, HTML, CSV, JSON."""
