"""The records of this machine: people, and the journal of what happened, safe against power cuts."""
