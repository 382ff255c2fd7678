"""Opens the speaker of the app."""

from collections.abc import Sequence
from pathlib import Path

from tutor.speech.speaker import Speaker


def open_speaker(
    state: Path,
    *,
    profiles: Sequence[Path] = (),
    engines: Sequence[str] = (),
) -> Speaker:
    """Return a speaker at once; its worker process is started in the background.

    `state` is the folder of the worker's log and of the clips it keeps. `profiles` are folders of voice
    profiles that stand before the user's own and the bundled ones; `engines` name further engines as
    `module:factory`.
    """
    # Processes and pipes are loaded by those who speak alone.
    from tutor.speech.client import WorkerSpeaker

    options = [f"--shelf={state / 'clips'}"]
    options += [f"--profiles={folder}" for folder in profiles]
    options += [f"--engine={spec}" for spec in engines]
    return WorkerSpeaker(state, options)
