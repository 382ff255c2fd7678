"""What `scripts/bench.py` measures, each next to a baseline in the same run."""
