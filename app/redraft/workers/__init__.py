"""The child processes: entry points, the cage, one protocol and its client."""
