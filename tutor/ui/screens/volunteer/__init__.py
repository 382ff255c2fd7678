"""The volunteers' side: screens behind the PIN."""
