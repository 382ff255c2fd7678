"""Rounds of the fuzzers: each has a seed, printed where it fails, with which it can be repeated."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random, SystemRandom

SEED_VARIABLE = "TUTOR_FUZZ_SEED"
_SEEDS = 10**9


def seeds(count: int) -> Iterator[int]:
    """Yield the seeds of so many rounds, new ones in each run; only that of TUTOR_FUZZ_SEED if it is set."""
    stated = os.environ.get(SEED_VARIABLE)
    if stated:
        yield int(stated)
        return
    first = SystemRandom().randrange(_SEEDS)
    print(f"{count} rounds, seeds {first} to {first + count - 1}")
    yield from range(first, first + count)


@contextmanager
def round_of(seed: int) -> Iterator[Random]:
    """Give the chance of one round; a failure in it names the seed."""
    try:
        yield Random(seed)
    except BaseException as error:
        error.add_note(f"Repeat it with {SEED_VARIABLE}={seed}")
        raise
