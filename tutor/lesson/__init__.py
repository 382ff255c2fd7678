"""One learner's run: the engine, the journal, the voice and the clock wired together."""
