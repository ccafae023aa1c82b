"""Memory by default, the encrypted store by choice, its key, the settings."""
