"""One lesson being played: pure functions from a state and a response to a state and events."""
