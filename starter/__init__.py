"""Installs and starts the program with the standard library alone: from its tree, or from a stick."""
