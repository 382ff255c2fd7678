"""What is coming back: when a skill is due again, and the five minutes that ask for it."""
