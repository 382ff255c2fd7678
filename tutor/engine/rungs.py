"""The rungs of the hint ladder: how much help an answer took."""

UNAIDED, TOLD, HINTED, SHOWN = 0, 1, 2, 3
