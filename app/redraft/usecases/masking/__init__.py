"""Stand-ins for a text that goes to an assistant, and the real words back in what the assistant answers."""
