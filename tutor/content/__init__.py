"""Lessons as data: the model, the YAML reader, the catalogue, facts and forms of address."""
