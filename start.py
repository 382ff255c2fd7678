# -*- coding: utf-8 -*-
"""Start the lessons: `python start.py`. What the Makefile and the files for a double click call.

It needs the standard library alone. Any Python back to 2.7 can read this file, so that an old one ends with a
sentence; what it imports needs Python 3.11.
"""

import os
import sys

OLDEST = (3, 11)
MISSING = 3


def main():  # type: ignore[no-untyped-def]
    """Return the exit status."""
    folder = os.path.dirname(os.path.abspath(__file__))
    if sys.version_info < OLDEST:
        with open(os.path.join(folder, "starter", "missing-python.txt"), "rb") as sentence:
            os.write(2, sentence.read())
        return MISSING
    # A stick may be read-only. The Python of Windows' zip does not look into this folder by itself.
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    from starter.main import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())  # type: ignore[no-untyped-call]
