"""What everybody who knows a place or a trade knows: which words give it away."""
