"""Safe opening of archives, and one file a platform or playlist format."""
