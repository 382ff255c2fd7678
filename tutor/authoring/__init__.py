"""Tools for lesson authors: checks of lesson files, and lessons as plain text."""
