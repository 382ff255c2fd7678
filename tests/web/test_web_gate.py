"""Who may come in, where the server listens and what its pages are made of; without a server."""

import re
from dataclasses import replace

import pytest
from web_kit import WORDS

from tutor.web.gate import (
    LOOPBACK,
    PORT,
    WAIT_SECONDS,
    WRONG_TRIES,
    Gate,
    Refused,
    lan_addresses,
    listen,
    new_code,
)
from tutor.web.pages import (
    PagePartError,
    app_page,
    assets,
    code_page,
    terminal_script,
)

HOST = "192.168.1.5:8017"


def gate_with(*codes: str, clock: list[float] | None = None) -> Gate:
    """Return a gate on a network that draws these codes, by a clock that a test moves."""
    now = clock if clock is not None else [0.0]
    coming = iter(codes)
    return Gate([HOST], codes=True, clock=lambda: now[0], draw=lambda: next(coming))


def test_on_this_computer_nobody_is_asked_for_a_code() -> None:
    gate = Gate(["127.0.0.1:8017"])
    assert gate.code is None
    assert gate.admits(None)
    assert gate.try_code("") == Refused()


@pytest.mark.parametrize(
    "host", [None, "", "192.168.1.5", "192.168.1.5:80", "192.168.1.5:8017.", "evil.example:8017"]
)
def test_only_the_exact_name_of_the_server_is_known(host: str | None) -> None:
    gate = Gate([HOST])
    assert gate.knows_host(HOST)
    assert not gate.knows_host(host)
    assert gate.knows_origin(f"http://{HOST}")
    assert not gate.knows_origin(f"http://{host}")
    assert not gate.knows_origin(f"https://{HOST}")
    assert not gate.knows_origin("null")
    assert not gate.knows_origin(None)


def test_a_key_lets_one_browser_in_without_a_code() -> None:
    gate = gate_with("111111", "222222")
    assert gate.try_key("") is None
    key = gate.new_key()
    assert gate.try_key(key[:-1]) is None
    cookie = gate.try_key(key)
    assert gate.admits(cookie)
    assert gate.try_key(key) is None
    assert gate.code == "111111"


def test_each_code_lets_one_browser_in() -> None:
    gate = gate_with("111111", "222222", "333333")
    first = gate.try_code("111 111")
    assert isinstance(first, str)
    assert gate.admits(first)
    assert gate.code == "222222"
    assert gate.try_code("111111") == Refused()
    second = gate.try_code(" 222-222 ")
    assert isinstance(second, str)
    assert second != first
    assert gate.admits(first)
    assert gate.admits(second)


@pytest.mark.parametrize("token", [None, "", "111111", "é"])
def test_nobody_comes_in_without_the_cookie(token: str | None) -> None:
    assert not gate_with("111111").admits(token)


def test_after_five_wrong_codes_the_right_one_has_to_wait_too() -> None:
    clock = [100.0]
    gate = gate_with("111111", "222222", clock=clock)
    for _ in range(WRONG_TRIES - 1):
        assert gate.try_code("999999") == Refused()
    assert gate.try_code("999999") == Refused(WAIT_SECONDS)
    clock[0] += WAIT_SECONDS - 1
    assert gate.try_code("111111") == Refused(1.0)
    clock[0] += 1
    assert isinstance(gate.try_code("111111"), str)


def test_a_right_code_forgives_the_wrong_ones_before_it() -> None:
    gate = gate_with("111111", "222222")
    for _ in range(WRONG_TRIES - 1):
        gate.try_code("999999")
    gate.try_code("111111")
    assert gate.try_code("999999") == Refused()


def test_codes_are_six_digits_and_hardly_ever_the_same() -> None:
    codes = {new_code() for _ in range(50)}
    assert all(re.fullmatch(r"[0-9]{6}", code) for code in codes)
    assert len(codes) > 40


def test_a_taken_port_leaves_another_one_unless_it_was_asked_for() -> None:
    first = listen((LOOPBACK,), 0)
    port = first[0].getsockname()[1]
    with first[0]:
        with pytest.raises(OSError, match="in use"):
            listen((LOOPBACK,), port)
        usual = listen((LOOPBACK,), None)[0]
        with usual, listen((LOOPBACK,), None)[0] as other:
            assert other.getsockname()[1] not in (PORT, usual.getsockname()[1])


def test_the_network_does_not_reach_the_loopback_address() -> None:
    assert not [a for a in lan_addresses() if a.startswith("127.")]


def test_the_terminal_is_taken_out_of_the_script_that_is_installed() -> None:
    script = assets()["xterm.js"].body.decode()
    handed_out = re.search(r"window\.terminalParts=\{(.*?)\};window\.onload=", script)
    assert handed_out is not None
    assert {part.partition(":")[0] for part in handed_out[1].split(",")} == {
        *("Terminal", "FitAddon", "CanvasAddon", "Unicode11Addon"),
    }


@pytest.mark.parametrize("script", ["", "window.onload=1", "this.terminal=new v.Terminal("])
def test_a_script_of_another_make_is_refused(script: str) -> None:
    with pytest.raises(PagePartError):
        terminal_script(script)


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.web.pages.font_files", lambda: ())
    with pytest.raises(PagePartError, match="jetbrains"):
        assets()


def test_what_pages_say_cannot_become_markup() -> None:
    words = replace(WORDS, title="<script>alert(1)</script>", code='"&')
    for page in (app_page(words, HOST), code_page(words, HOST, notice="<b>")):
        assert "<script>alert" not in page.body
        assert "<b>" not in page.body
    assert "&quot;&amp;" in code_page(words, HOST).body


def test_pages_are_in_their_language_and_may_load_from_the_server_alone() -> None:
    page = app_page(WORDS, HOST)
    assert '<html lang="vi" translate="no">' in page.body
    assert not re.search(r"(?:src|href)=\"(?!/static/)", page.body)
    sources = set(page.policy.replace(";", "").split()) - {f"ws://{HOST}"}
    assert not [s for s in sources if "unsafe" in s or "//" in s or s == "*"]
    assert app_page(WORDS, HOST).policy != page.policy


def test_no_browser_offers_to_translate_the_pages() -> None:
    for page in (app_page(WORDS, HOST), code_page(WORDS, HOST)):
        assert 'translate="no"' in page.body
        assert '<meta name="google" content="notranslate">' in page.body
