"""Lessons as data: the model, the YAML reader, the catalogue, facts and forms of address."""

# The largest file that is read, in bytes.
MAX_BYTES = 1 << 20
