"""A lesson in forms that need no computer: sound files, and pages to print."""
