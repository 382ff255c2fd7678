"""A class and the people in it: the volunteers' lock, consent, people's rights."""
