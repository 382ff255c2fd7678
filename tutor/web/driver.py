"""The driver of Textual for a browser, whose page draws the letters and can make them larger."""

from base64 import standard_b64encode
from pathlib import Path

from textual import messages
from textual.drivers import web_driver
from textual.drivers.web_driver import WebDriver

from tutor.terminal.parser import TerminalParser
from tutor.terminal.photos import PhotoPlace

# Textual's thread that reads the browser makes its parser by this name.
web_driver.XTermParser = TerminalParser  # type: ignore[attr-defined]


class PageDriver(WebDriver):
    """Textual's driver for browsers, which also sets the letter size and ends with its server."""

    least_step = 1
    _photo: PhotoPlace | None = None

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle what the server says of the page: its size, and the least size step that it can show."""
        least = payload.get("least")
        if packet_type == "resize" and isinstance(least, int):
            self.least_step = least
        super().on_meta(packet_type, payload)

    def show_step(self, step: int) -> bool:
        """Have the page show letters of a size step; a Resize event follows where they change."""
        self.write_meta({"type": "step", "step": step})
        return True

    def can_show(self, _: Path, /) -> bool:
        """Tell whether this photograph can be shown: every browser shows JPEG and PNG."""
        return True

    def show_photo(self, place: PhotoPlace | None) -> None:
        """Have the page show a photograph in place of the one shown before, or none."""
        if place == self._photo:
            return
        self._photo = place
        shown = None
        if place is not None:
            kind = "png" if place.file.suffix == ".png" else "jpeg"
            data = standard_b64encode(place.file.read_bytes()).decode()
            shown = {
                "source": f"data:image/{kind};base64,{data}",
                "at": [place.x, place.y, place.columns, place.rows],
            }
        self.write_meta({"type": "photo", "photo": shown})

    def run_input_thread(self) -> None:
        """Read what the browser sends; end the app when the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
