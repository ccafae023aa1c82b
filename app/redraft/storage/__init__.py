"""Memory by default, the encrypted store by choice, the key, the settings."""
