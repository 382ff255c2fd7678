"""The driver of Textual for a browser: the page draws the letters, so it is asked for larger ones."""

from textual import messages
from textual.drivers.web_driver import WebDriver


class PageDriver(WebDriver):
    """Textual's own driver for browsers, with the two things that it does not do."""

    def show_step(self, step: int) -> None:
        """Have the page show letters of a size step; a Resize event follows where they change."""
        self.write_meta({"type": "step", "step": step})

    def run_input_thread(self) -> None:
        """Take what the browser sends; when the server is gone, end the app instead of waiting for ever."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
