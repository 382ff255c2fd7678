"""Help for those who write lessons: every problem of every file at once, with how to mend it."""
