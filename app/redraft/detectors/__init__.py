"""The fast tier: one file a detector, no input or output."""
