"""What other threads tell the screens."""

from textual.message import Message

from tutor.speech import SpeechEvent


class Spoken(Message):
    """Something happened to the voice; posted from the speaker's thread."""

    def __init__(self, event: SpeechEvent) -> None:
        super().__init__()
        self.event = event
