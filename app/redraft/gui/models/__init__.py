"""The models page: what can look, what fits this machine, what is installed."""
