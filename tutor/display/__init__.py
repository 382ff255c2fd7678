"""Large letters: the terminal's own magnified, a window of our own with a large font."""
