"""Evidence of skills, the own record of a learner, and the schedule of refreshing."""
