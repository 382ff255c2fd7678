"""The screens: each makes a View of what it knows and reacts to a number, to Enter and to Back."""
