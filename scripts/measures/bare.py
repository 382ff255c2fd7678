"""The baseline of the screens: the least that a Textual app with text and buttons can be."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, Static


class BareApp(App[None]):
    """A sentence and four buttons; up and down move between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Chào bác ạ. Hôm nay bác muốn học gì?")
        for label in ("Một", "Hai", "Ba", "Người mới"):
            yield Button(label)


if __name__ == "__main__":
    BareApp().run()
