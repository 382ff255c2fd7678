"""Classes and their people: plans, running classes, rosters, consent, rights, and the volunteers' PIN."""
