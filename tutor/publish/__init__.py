"""Publishes a lesson for people without a computer: sound files and printed pages."""
