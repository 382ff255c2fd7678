"""A list of people out of a file of somebody else's: read, understood, compared; nothing is kept here."""
