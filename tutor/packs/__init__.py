"""Packs: lessons, voices and facts as one signed file with a version, checked before any of it is used."""
