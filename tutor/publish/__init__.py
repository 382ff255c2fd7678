"""A lesson in forms that need no computer: so far, as sound files."""
