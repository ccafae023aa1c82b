"""Pictures: what their files say, what codes in them say, and copies that say nothing."""
