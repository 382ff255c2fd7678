"""The app in a real browser: read, answered, heard, and over."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS, wait_until
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from web_kit import REAL_APP, STUB_APP, WORDS, Served, served

from tutor.cli.wiring import now
from tutor.paths import records_file
from tutor.records.store import open_store

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FOUND = next((path for name in _BROWSERS if (path := shutil.which(name))), None)

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(_FOUND is None, reason="no Chromium on this computer"),
]

_TEXT = """
    terminal === null ? "" : Array.from({length: terminal.rows}, (_, row) =>
        terminal.buffer.active.getLine(row).translateToString(true, 0, terminal.cols)).join("\\n")
"""
# Notes what is handed to the loudspeaker, and when it is silenced after a key.
_LISTEN = """
    window.clips = [];
    window.hushed = [];
    window.pressed = 0;
    const create = AudioContext.prototype.createBuffer;
    AudioContext.prototype.createBuffer = function (...how) {
        const clip = create.apply(this, how);
        window.clips.push(clip);
        return clip;
    };
    const stop = AudioBufferSourceNode.prototype.stop;
    AudioBufferSourceNode.prototype.stop = function () {
        window.hushed.push(performance.now() - window.pressed);
        stop.apply(this);
    };
    addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # As root, as in a container, Chromium has no sandbox.
        browser = playwright.chromium.launch(executable_path=_FOUND, args=["--no-sandbox"])
        yield browser
        browser.close()


class Seen:
    """One page in a browser of its own, with all that it asked for and complained of."""

    def __init__(self, browser: Browser, width: int = 1366, height: int = 650) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.asked: list[str] = []
        self.sent: list[str] = []
        self.complaints: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.add_init_script(_LISTEN)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", self._opened)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        return page

    def _opened(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framesent", lambda sent: self.sent.append(str(sent)))

    def begin(self, url: str) -> None:
        """Open the page and press Enter, as its first screen asks to."""
        self.page.goto(url)
        self.page.keyboard.press("Enter")
        self.until(lambda: self.text().strip() != "")

    def text(self) -> str:
        return str(self.page.evaluate(_TEXT))

    def box(self) -> str:
        """Return what the box in large letters says, nothing where there is none."""
        return str(
            self.page.evaluate("document.querySelector('.box:not([hidden])')?.innerText ?? ''")
        )

    def columns(self) -> int:
        return int(self.page.evaluate("terminal.cols"))

    def until(self, come: Callable[[], object]) -> None:
        wait_until(come, lambda: f"{self.text()}\n{self.box()}\n{self.complaints}")

    def click(self, text: str) -> None:
        """Click on the middle of a text on the terminal."""
        rows = self.text().split("\n")
        y, x = next((y, line.index(text)) for y, line in enumerate(rows) if text in line)
        screen = self.page.locator(".xterm-screen").bounding_box()
        assert screen is not None
        across = screen["width"] / self.columns()
        down = screen["height"] / len(rows)
        self.page.mouse.click((x + len(text) / 2) * across, (y + 0.5) * down)


@pytest.fixture
def seen(browser: Browser) -> Iterator[Seen]:
    seen = Seen(browser)
    yield seen
    seen.context.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    """Serve the real app to somebody who was here before."""
    keep_somebody()
    with served(REAL_APP, tmp_path) as server:
        yield server


def keep_somebody() -> None:
    """Have a person called Sen in the records."""
    store = open_store(records_file(), clock=now)
    store.change_person(store.add_person(language="vi").id, name="Sen")
    store.close()


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[Served]:
    with served(STUB_APP, tmp_path) as server:
        yield server


def test_a_lesson_is_read_heard_and_answered_by_key_and_click(app: Served, seen: Seen) -> None:
    seen.begin(app.url)
    seen.until(lambda: "bác Sen" in seen.text())
    # The bar of keys is there before anything is clicked, and keys need no click either.
    assert "H Giúp" in seen.text()
    assert seen.box() == ""
    seen.until(lambda: seen.page.evaluate("clips.length"))
    assert seen.page.evaluate("clips[0].duration") > 0.5
    assert seen.page.evaluate("Math.max(...clips[0].getChannelData(0))") > 0.05

    seen.page.keyboard.press("0")
    seen.until(lambda: seen.page.evaluate("hushed.length"))
    assert seen.page.evaluate("hushed[0] < clips[0].duration * 1000")

    seen.click("bác Sen")
    seen.until(lambda: "Bài mới: " in seen.text())
    seen.page.keyboard.press("Enter")
    seen.until(lambda: "Bước 1 / " in seen.text())
    seen.click("Tiếp tục →")
    seen.until(lambda: "Bước 2 / " in seen.text())
    seen.page.keyboard.press("Backspace")
    seen.until(lambda: "Bước 1 / " in seen.text())
    seen.page.keyboard.press("F2")
    seen.until(lambda: "Cỡ chữ: rất to." in seen.text())
    assert seen.columns() in range(50, 60)
    assert seen.complaints == []
    assert {url.split("/")[2] for url in seen.asked} == {f"127.0.0.1:{app.port}"}


def test_words_are_marked_while_the_page_sounds(app: Served, seen: Seen) -> None:
    seen.begin(app.url)
    marked = """
        (() => { const row = terminal.buffer.active.getLine(2); let word = "";
          for (let x = 0; x < terminal.cols; x++) { const cell = row.getCell(x);
            if (cell.isBgRGB() && cell.getBgColor() < 0x404040) word += cell.getChars(); }
          return word; })()
    """
    words: list[str] = []

    def note() -> bool:
        word = str(seen.page.evaluate(marked)).strip(" ▌")
        if word and word not in words:
            words.append(word)
        return words[-1:] == ["bác"]

    seen.until(note)
    assert words.index("Chào") < words.index("các") < words.index("bác")


def test_resting_ends_the_lesson_in_large_letters_and_it_can_begin_anew(
    app: Served, seen: Seen
) -> None:
    seen.begin(app.url)
    seen.until(lambda: "bác Sen" in seen.text())
    seen.page.keyboard.press("h")
    seen.until(lambda: "Trợ giúp  " in seen.text())
    seen.page.keyboard.press("9")
    seen.until(lambda: "Bác muốn nghỉ" in seen.text())
    seen.page.keyboard.press("1")
    seen.until(lambda: WORDS.ended in seen.box())
    button = seen.page.locator("#ended button")
    assert float(button.evaluate("b => parseFloat(getComputedStyle(b).fontSize)")) > 30
    heading = seen.page.locator("#ended h1")
    assert heading.evaluate("h => getComputedStyle(h).color") == "rgb(20, 20, 15)"
    assert heading.evaluate("h => getComputedStyle(h).backgroundColor") == "rgba(0, 0, 0, 0)"
    # The button has the focus: Enter is enough, as everywhere.
    seen.page.keyboard.press("Enter")
    seen.until(lambda: seen.box() == "" and "bác Sen" in seen.text())


def test_a_server_that_ends_leaves_a_page_that_says_so(tmp_path: Path, seen: Seen) -> None:
    with served(STUB_APP, tmp_path) as server:
        seen.begin(server.url)
    seen.until(lambda: WORDS.lost in seen.box())
    seen.page.keyboard.press("Enter")
    seen.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert WORDS.lost in seen.box()
    assert WORDS.lost_hint in seen.box()


def test_the_key_that_began_is_no_answer_while_it_is_held(stub: Served, seen: Seen) -> None:
    seen.page.goto(stub.url)
    seen.page.keyboard.down("Enter")
    seen.until(lambda: seen.text().strip() != "")
    seen.page.keyboard.down("Enter")
    seen.page.keyboard.up("Enter")
    seen.page.keyboard.press("a")
    seen.until(lambda: "A" in seen.text())
    assert [sent for sent in seen.sent if "keys" in sent] == ['["keys","a"]']


def test_enter_begins_wherever_the_focus_is(stub: Served, seen: Seen) -> None:
    seen.page.goto(stub.url)
    seen.page.evaluate("document.activeElement.blur()")
    seen.page.keyboard.press("Enter")
    seen.until(lambda: seen.text().strip() != "")
    assert len([url for url in seen.asked if "/ws" in url]) == 1


def test_two_presses_on_the_button_begin_one_lesson(stub: Served, seen: Seen) -> None:
    seen.page.goto(stub.url)
    seen.page.locator("#begin button").dblclick()
    seen.until(lambda: seen.text().strip() != "")
    assert len([url for url in seen.asked if "/ws" in url]) == 1


@pytest.mark.parametrize(
    ("size", "window", "least", "most"),
    [
        (1, (1366, 650), 100, 119),
        (2, (1366, 650), 66, 79),
        (3, (1366, 650), 50, 59),
        (4, (1366, 650), 34, 43),
        (2, (1920, 950), 66, 79),
        (4, (1024, 768), 34, 43),
    ],
)
def test_letters_are_as_large_as_the_step_asks_for(
    browser: Browser, stub: Served, size: int, window: tuple[int, int], least: int, most: int
) -> None:
    seen = Seen(browser, *window)
    seen.begin(f"{stub.url}/?size={size}")
    assert seen.columns() in range(least, most + 1)
    rows = {1: 18, 2: 15, 3: 12, 4: 8}
    assert seen.page.evaluate("terminal.rows") >= rows[size]
    assert seen.page.evaluate("document.fonts.check('16px Letters', 'ữễẪ')")
    seen.context.close()


@pytest.mark.parametrize("size", ["", "?size=1", "?size=2", "?size=4"])
def test_a_phone_gets_letters_that_can_be_read_whatever_was_chosen(
    browser: Browser, stub: Served, size: str
) -> None:
    seen = Seen(browser, 390, 844)
    seen.begin(f"{stub.url}/{size}")
    assert seen.columns() in range(34, 44)
    assert seen.page.evaluate("terminal.options.fontSize") >= 18
    seen.until(lambda: '"least": 4' in seen.text().replace("\n", ""))
    seen.context.close()


def test_the_zoom_of_the_browser_makes_letters_larger(stub: Served, seen: Seen) -> None:
    seen.begin(f"{stub.url}/?size=1")
    before = seen.columns()
    # What Ctrl and + do: the window has fewer and larger points.
    zoomed = {"width": 911, "height": 433, "deviceScaleFactor": 1.5, "mobile": False}
    seen.context.new_cdp_session(seen.page).send("Emulation.setDeviceMetricsOverride", zoomed)
    seen.until(lambda: seen.columns() < before)
    assert abs(seen.columns() - before / 1.5) <= 2
    seen.until(lambda: f'"width": {seen.columns()}' in seen.text().replace("\n", ""))


def test_the_size_is_kept_for_the_browser(stub: Served, seen: Seen) -> None:
    seen.begin(stub.url)
    assert seen.columns() in range(66, 80)
    seen.page.evaluate("tell(['keys', 'step'])")
    seen.until(lambda: seen.columns() in range(50, 60))
    seen.page = seen.new_page()
    seen.begin(stub.url)
    assert seen.columns() in range(50, 60)


def type_code(page: Page, code: str) -> None:
    """Type a code where the page has put the focus."""
    page.locator("#code:focus").wait_for(timeout=1000 * PATIENCE_SECONDS)
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_in_the_room_a_browser_types_the_code_and_sees_nobodys_name(
    tmp_path: Path, seen: Seen
) -> None:
    keep_somebody()
    with served((*REAL_APP, "--guests-only"), tmp_path, codes=True) as server:
        seen.page.goto(server.url)
        assert WORDS.code in seen.page.inner_text("body")
        type_code(seen.page, "000000")
        seen.page.get_by_text(WORDS.code_wrong).wait_for(timeout=1000 * PATIENCE_SECONDS)
        type_code(seen.page, "123 456")
        seen.page.locator("#begin button").wait_for(timeout=1000 * PATIENCE_SECONDS)
        # The button is drawn before the page listens.
        seen.page.wait_for_load_state("load", timeout=1000 * PATIENCE_SECONDS)
        assert seen.page.evaluate("document.cookie") == ""
        seen.page.keyboard.press("Enter")
        seen.until(lambda: "Bác muốn học" in seen.text())
        assert "Sen" not in seen.text()
        seen.page.keyboard.press("Backspace")
        # What comes after shows that Backspace was handled: F2 changes the number of columns for good.
        columns = seen.columns()
        seen.page.keyboard.press("F2")
        seen.until(lambda: seen.columns() != columns)
        assert "Sen" not in seen.text()
    refused = "Failed to load resource"
    assert [said for said in seen.complaints if not said.startswith(refused)] == []


def test_a_page_elsewhere_cannot_use_the_app(stub: Served, seen: Seen) -> None:
    seen.page.goto("about:blank")
    code = seen.page.evaluate(
        """(url) => new Promise((done) => {
            const socket = new WebSocket(url);
            socket.onclose = (event) => done(event.code);
            socket.onmessage = () => done("drawn");
        })""",
        f"ws://127.0.0.1:{stub.port}/ws",
    )
    assert code == 1006


def test_a_ninth_browser_reads_that_all_places_are_taken(
    stub: Served, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.web.server.SEATS", 1)
    seen.begin(stub.url)
    first, seen.page = seen.page, seen.new_page()
    seen.page.goto(stub.url)
    seen.page.keyboard.press("Enter")
    seen.until(lambda: WORDS.full in seen.box())
    assert WORDS.full_hint in seen.box()
    first.close()

    def let_in() -> bool:
        if seen.box():
            seen.page.keyboard.press("Enter")
        return seen.box() == "" and "x" in seen.text()

    seen.until(let_in)
