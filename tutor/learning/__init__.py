"""What a learner can do: evidence of skills, and when each is due to be refreshed."""
