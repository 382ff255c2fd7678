"""Plays a lesson by pure functions: state and response give a new state and events."""
