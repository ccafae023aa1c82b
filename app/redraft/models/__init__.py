"""The catalogue; finding, fetching and verifying model files."""
