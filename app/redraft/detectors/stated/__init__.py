"""What the author says about themselves in plain words: patterns find it, the parser decides where patterns mislead."""
