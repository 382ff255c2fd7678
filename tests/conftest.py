"""What all tests share: where the support modules are, and records that never touch the user's own."""

import gc
import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies

# A busy machine takes its time; what passed once passes again, because the same examples are tried each time.
hypothesis.settings.register_profile("tutor", deadline=None, derandomize=True)
hypothesis.settings.load_profile("tutor")

# A test process holds every lesson: the collector that walks them all at Python's own thresholds takes a
# tenth of the time of the suite.
gc.set_threshold(50_000, 20, 100)

# Records wait for the disk after every event; a file system in memory does not make tests wait.
_MEMORY = Path("/dev/shm")
_MEMORY_BYTES = 1_000_000_000
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _MEMORY_BYTES:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

for folder in ("support", "engine", "records", "reports"):
    sys.path.insert(0, str(Path(__file__).parent / folder))


from read_once import read_once  # noqa: E402 - after the paths above


@pytest.fixture(autouse=True, scope="session")
def _files_read_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch.setattr)
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "tutor-home"))
    monkeypatch.setenv("TUTOR_LESSONS", str(tmp_path / "no-lessons"))


@pytest.fixture(autouse=True, scope="session")
def _first_example() -> None:
    """Run Hypothesis once while little is in memory: its first example searches all of it."""
    hypothesis.given(strategies.none())(lambda _: None)()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each of two processes, which begin with a half of the tests, all lessons of one language.

    The tests of one window run after each other: they share the layout of every lesson.
    """
    by_language = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        by_language[str(_parameters(item).get("language"))].append(item)
    first, second = (sorted(by_language.pop(name, []), key=_window) for name in ("vi", "en"))
    others = [item for rest in by_language.values() for item in rest]
    room = max(0, len(items) // 2 - len(first))
    items[:] = [*first, *others[:room], *second, *others[room:]]


def _window(item: pytest.Item) -> tuple[bool, str]:
    size = _parameters(item).get("size")
    return size is None, str(size)


def _parameters(item: pytest.Item) -> dict[str, object]:
    return (
        item.callspec.params
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        else {}
    )


# What tests cost, on request: `pytest --processor-time`. Nothing is asserted about it.

_SLOWEST = 40
_BEGAN = pytest.StashKey[float]()
_processor_seconds: dict[str, float] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--processor-time",
        action="store_true",
        help="print the processor seconds of the slowest folders, files and tests",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    item.stash[_BEGAN] = sum(os.times()[:4])
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    result = yield
    seconds = sum(os.times()[:4]) - item.stash[_BEGAN]
    item.user_properties.append(("processor", f"{seconds:.2f}"))
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":
        seconds = dict(report.user_properties).get("processor", "0")
        _processor_seconds[report.nodeid] = float(str(seconds))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.option.processor_time:
        return
    files = defaultdict[str, float](float)
    folders = defaultdict[str, float](float)
    for test, seconds in _processor_seconds.items():
        file = test.partition("::")[0]
        files[file] += seconds
        folders[file.rpartition("/")[0]] += seconds
    terminalreporter.section("processor seconds")
    terminalreporter.line(f"{sum(folders.values()):7.2f} in all")
    for seconds_of in (folders, files, _processor_seconds):
        terminalreporter.line("")
        for name, seconds in sorted(seconds_of.items(), key=lambda item: -item[1])[:_SLOWEST]:
            terminalreporter.line(f"{seconds:7.2f} {name}")


def pytest_sessionfinish() -> None:
    # Python ends sooner if it does not look through all that the tests held.
    gc.freeze()
