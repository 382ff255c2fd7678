"""Runs, presents and speaks a lesson for one learner, on the screen or line by line."""
