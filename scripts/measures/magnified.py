"""The app with a stopwatch on what magnifies its letters.

`python -m measures.magnified FILE` opens the app; at the end it writes one line of JSON into FILE: the
seconds of processor time since the first magnified output, and those of them that the translation took.
"""

import json
import sys
from pathlib import Path
from time import process_time, thread_time
from unittest.mock import patch

from tutor.cli import main
from tutor.terminal.magnifier import Magnifier

_translate = Magnifier.translate


class _Watch:
    began: float | None = None
    taken = 0.0

    def translate(self, magnifier: Magnifier, data: str) -> str:
        start = thread_time()
        written = _translate(magnifier, data)
        if written is not data:
            self.taken += thread_time() - start
            if self.began is None:
                self.began = process_time()
        return written

    def tell(self, file: Path) -> None:
        whole = 0.0 if self.began is None else process_time() - self.began
        file.write_text(json.dumps({"whole": whole, "taken": self.taken}), "utf-8")


if __name__ == "__main__":
    told, watch = Path(sys.argv.pop(1)), _Watch()

    def translate(magnifier: Magnifier, data: str) -> str:
        return watch.translate(magnifier, data)

    try:
        with patch.object(Magnifier, "translate", translate):
            main()
    finally:
        watch.tell(told)
