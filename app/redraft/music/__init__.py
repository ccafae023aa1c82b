"""Features of playlists and what they say."""
