"""A small app for a terminal of a test: digits magnify, what happens to it stands on its screen."""

import os
import sys
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tutor.terminal.driver import MagnifyingDriver


class ShownApp(App[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = "Static { width: 100%; height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "suspend_process", show=False),
        Binding("x", "fail", show=False),
        Binding("q", "quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(driver_class=MagnifyingDriver)
        self.typed = ""
        self.clicked = ""

    @property
    def letters(self) -> MagnifyingDriver:
        assert isinstance(self._driver, MagnifyingDriver)
        return self._driver

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self) -> None:
        scales = " ".join(map(str, self.letters.scales))
        asked = "" if self.letters.probed else "…"
        lines = [f"Bệ {scales}{asked}", "{}x{}".format(*self.size), self.typed, self.clicked]
        lines += ["#" * self.size.width] * (self.size.height - len(lines))
        self.query_one(Static).update("\n".join(lines))

    def on_resize(self) -> None:
        # The app takes the new size over after this.
        if self._screen_stack:
            self.call_later(self.show)

    def on_ready(self) -> None:
        self.letters.show_ground("#fffdf5")
        self.show()

    def on_key(self, event: events.Key) -> None:
        if event.key in "123" and int(event.key) in self.letters.scales:
            self.letters.magnify(int(event.key))
        else:
            self.typed += event.character or ""
        self.show()

    def on_click(self, event: events.Click) -> None:
        self.clicked = f"({event.screen_x},{event.screen_y})"
        self.show()

    def action_fail(self) -> None:
        raise RuntimeError("failed on purpose")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        os.environ["KONSOLE_VERSION"] = sys.argv[1]
    ShownApp().run()
