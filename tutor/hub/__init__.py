"""Records and figures that go from one laptop to another: bundles on a stick, and figures without names."""
