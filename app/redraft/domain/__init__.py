"""Values only: what the other rooms speak about. Standard library, no input or output."""
