"""What may be kept: the encrypted store in the window, its passphrase, its card among the preferences."""
