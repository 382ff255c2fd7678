"""A whole evening with a class on a real pseudo-terminal, by keys alone and with the power gone twice."""

import json
import signal
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from patience import PATIENCE_SECONDS
from terminal_kit import BACKSPACE, CALM_TUTOR, CTRL_Q, ENTER, SAID, Terminal, said_to
from terminal_kit import environment as user_environment

from tutor.classroom import labels
from tutor.languages import CLASS_ADDRESS
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.records.store import Store, open_store
from tutor.ui.laptop import Laptop, LaptopFile
from tutor.ui.screens.volunteer.printing import in_file_name

pytestmark = pytest.mark.real
T = TypeVar("T")

PIN = "2580"
DOWN, LEFT = "\x1b[B", "\x1b[D"
LESSON, SECOND = "ld-ba-dau-hieu", "ld-gia-cong-an"
# By their given names, as names are called; the second and the sixth do not come.
NAMES = (
    *("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng", "Hoàng Thị Đào"),
    *("Đỗ Thị Hoa", "Vũ Văn Khánh", "Bùi Thị Lan", "Đặng Văn Minh", "Ngô Thị Nga"),
    *("Dương Văn Sơn", "Lý Thị Tâm"),
)
ILL, TWICE, LATE = NAMES[1], NAMES[5], NAMES[2]
STAFF, WALK_IN = "Thủy", "Cao Thị Yến"
# The answers of the first question in the order of the file, in which their cards are recorded.
_ANSWERS = ("Gấp", "Giấu", "Tiền hoặc mã")
_COUNTS = ((3, 2, 5), (0, 1, 9))

# The class begins at seven in the evening, whatever the time is when the tests run.
_NOW = datetime.now().astimezone()
_AHEAD = _NOW.replace(hour=19, minute=0) - _NOW


def now() -> datetime:
    """Return the time of the clock that all processes of this test share."""
    return datetime.now().astimezone() + _AHEAD


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the program, with the clock of this test."""
    return user_environment(home, CALM_CLOCK_AHEAD=str(_AHEAD.total_seconds()))


def tutor(home: Path, *arguments: str, pin: str = "") -> str:
    """Run a command without a terminal, so that a PIN is read from its input; return what it printed."""
    done = subprocess.run(
        [*CALM_TUTOR, *arguments],
        input=f"{pin}\n".encode(),
        capture_output=True,
        env=environment(home),
        check=False,
        timeout=PATIENCE_SECONDS,
        start_new_session=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


class Evening:
    """The keys of one who leads, and the records as a second process finds them after each of them."""

    def __init__(self, home: Path, app: Terminal) -> None:
        self.home = home
        self.app = app

    def records(self, look: Callable[[Store], T]) -> T:
        """Return what the records on disk say now."""
        with closing(open_store(self.home / "tutor.db", clock=now)) as store:
            assert store.notices == ()
            return look(store)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each must change what is seen."""
        for key in keys:
            self.app.press_and_see_change(key)

    def write(self, text: str) -> None:
        """Type a text and hand it in."""
        self.app.child.send(text)
        self.app.see(text)
        self.press(ENTER)

    def pick(self, words: str) -> None:
        """Pick a choice by the number before it, on whichever page it stands."""
        for _ in range(9):
            if words in self.app.words:
                break
            self.press(DOWN)
        self.press(self.app.number_of(words))

    def back_to(self, words: str) -> None:
        """Go back until these words stand on the screen."""
        for _ in range(6):
            if words in self.app.words:
                return
            self.press(LEFT)
        raise AssertionError(f"no way back to {words!r}:\n{self.app.text}")

    def see(self, message: str, **values: object) -> None:
        """Wait for a sentence of the program."""
        self.app.see(SAID(message, **values))
        self.app.settle()

    def becomes(self, look: Callable[[], object], wanted: object) -> None:
        """Wait until something is so: what is kept and what is seen come a moment after a key."""
        self.app.wait(lambda: look() == wanted, str(wanted))

    # What is done more than once.

    def open_side(self, *, first: bool) -> None:
        """Come to the volunteers' first screen by V and the PIN, which is typed twice the first time."""
        self.app.see(SAID("Hello. Who is learning today?"))
        self.app.settle()
        self.press("v", "v")
        for _ in range(2 if first else 1):
            self.app.child.send(PIN)
            self.app.see("●" * len(PIN))
            assert PIN not in self.app.text
            self.press(ENTER)
        self.see("Plan a class")

    def agree(self) -> None:
        """Read the consent to its end, page by page, and press yes."""
        while " 1  " not in self.app.text:
            self.press(ENTER)
        self.press("1")

    # What the records say.

    def session(self) -> Session:
        """Return the class of this evening."""
        began = [one for one in self.records(lambda s: s.classes.sessions()) if not _other(one)]
        (one,) = began
        return one

    def people(self) -> dict[str, Person]:
        """Return everybody by name."""
        return {one.name: one for one in self.records(lambda s: s.people())}

    def roll(self) -> dict[str, tuple[str, str]]:
        """Return what was noted of whom tonight."""
        session = self.session().id
        names = {one.id: one.name for one in self.people().values()}
        noted = self.records(lambda s: s.classes.snapshot().attendance_at(session))
        return {names[one.learner]: (one.state, one.reason) for one in noted}

    def agreed(self) -> set[str]:
        """Return who said yes."""
        names = {one.id: one.name for one in self.people().values()}
        consents = self.records(lambda s: s.classes.snapshot().consents)
        return {names[one.learner] for one in consents if one.given}

    def items(self) -> dict[str, str]:
        """Return where each item of the run-of-show stands."""
        session = self.session().id
        return {one.key: one.state for one in self.records(lambda s: s.classes.items(session))}

    def hands(self) -> dict[int, tuple[int, ...]]:
        """Return the cards that were counted in each round."""
        session = self.session().id
        return {one.round: one.counts for one in self.records(lambda s: s.classes.hands(session))}


def _other(session: Session) -> bool:
    """Tell whether a class is that of last week or the next one."""
    return session.day != now().date()


@contextmanager
def sitting(home: Path) -> Iterator[Evening]:
    """Start the program at its front screen."""
    app = Terminal([], environment(home))
    try:
        yield Evening(home, app)
    finally:
        app.child.close(force=True)


def power_cut(evening: Evening) -> None:
    """Kill the program, as a battery does: it is told nothing."""
    evening.app.child.kill(signal.SIGKILL)
    evening.app.child.wait()


def prepared(home: Path) -> None:
    """Import the list, and let one of it have missed the class of last week."""
    LaptopFile(home / "laptop.json").keep(
        Laptop(keys_tried=True, letters_seen=frozenset({"xterm"}))
    )
    file = home / "list.csv"
    rows = [f"{i},{name},Đông,1950,0900 000 0{i:02}" for i, name in enumerate(NAMES, 1)]
    file.write_text("\n".join(["STT,Họ và tên,Xóm,Năm sinh,Số điện thoại", *rows]), "utf-8")
    tutor(home, "people", "import", str(file), "--yes")
    file.unlink()
    before = now() - timedelta(days=7)
    with closing(open_store(home / "tutor.db", clock=lambda: before)) as store:
        people = {one.name: one.id for one in store.people()}
        assert set(people) == set(NAMES)
        classes = store.classes
        last = classes.plan_session(day=before.date(), hamlet="Đông", lessons=("lam-quen-phim",))
        classes.start_session(last.id)
        # A reason of absence is asked only of those who have agreed.
        classes.give_consent(people[TWICE], "1", "aloud", session=last.id)
        classes.note_attendances(last.id, {people[TWICE]: ("absent", "transport")})
        classes.end_session(last.id)


def test_an_evening_with_twelve_people(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    prepared(home)
    with sitting(home) as evening:
        add_one_of_the_team(evening)
        plan(evening)
        begin_the_roll(evening)
        power_cut(evening)
    with sitting(home) as evening:
        go_on_with_the_roll(evening)
        lead_to_the_first_count(evening)
        power_cut(evening)
    with sitting(home) as evening:
        lead_to_the_end(evening)
        wrap_up(evening)
        leave(evening)
    tell_what_was_done(home)
    hand_over_and_erase(home, tmp_path / "theirs.json")


def add_one_of_the_team(evening: Evening) -> None:
    evening.open_side(first=True)
    evening.pick(SAID("People of the class"))
    evening.press("1")
    evening.write(STAFF)
    assert evening.people()[STAFF].role == "learner"
    evening.pick(SAID("Role"))
    evening.becomes(lambda: evening.people()[STAFF].role, "staff")
    assert evening.people()[STAFF].on_roster
    evening.back_to(SAID("Plan a class"))


def plan(evening: Evening) -> None:
    evening.pick(SAID("Plan a class"))
    evening.press("9")
    evening.press("1", "1")
    session = evening.session()
    assert (session.hamlet, session.minutes, session.expected) == ("Đông", 90, 12)
    assert session.day == now().date()
    evening.press("5")
    evening.app.child.send("ba dau")
    evening.app.see("▶ Ba dấu hiệu lừa đảo")
    evening.press(ENTER)
    evening.becomes(lambda: evening.session().lessons, (LESSON,))
    evening.app.child.send("gia cong")
    evening.app.see("▶ Giả công an")
    evening.press(ENTER)
    evening.becomes(lambda: evening.session().lessons, (LESSON, SECOND))
    evening.press(LEFT)
    evening.press(ENTER)
    evening.press(BACKSPACE)
    evening.pick(SAID("Start today's class"))
    evening.becomes(lambda: evening.session().state, "running")


def begin_the_roll(evening: Evening) -> None:
    evening.pick(SAID("Roll call"))
    evening.press(ENTER)
    assert evening.roll() == {}, "nobody is noted who was not asked"
    evening.agree()
    evening.becomes(evening.roll, {NAMES[0]: ("present", "")})
    evening.becomes(evening.agreed, {NAMES[0], TWICE})
    evening.press("3")
    evening.becomes(lambda: evening.roll().get(ILL), ("absent", ""))
    evening.press("2")
    evening.agree()
    evening.becomes(lambda: evening.roll().get(LATE), ("late", ""))
    evening.becomes(evening.agreed, {NAMES[0], TWICE, LATE})


def go_on_with_the_roll(evening: Evening) -> None:
    noted = {NAMES[0]: ("present", ""), ILL: ("absent", ""), LATE: ("late", "")}
    assert evening.roll() == noted
    evening.open_side(first=False)
    evening.pick(SAID("Go on with the class"))
    evening.pick(SAID("Roll call"))
    evening.app.child.send("hoa")
    evening.app.see("▶ bác Đỗ Thị Hoa")
    evening.press("3")
    evening.press(evening.app.number_of(SAID(labels.ABSENCE["harvest"])))
    evening.becomes(evening.roll, {**noted, TWICE: ("absent", "harvest")})
    evening.press("7")
    evening.agree()
    away = {ILL, TWICE}
    evening.becomes(lambda: set(evening.roll()), {*NAMES, STAFF})
    roll = evening.roll()
    assert {name for name, (state, _) in roll.items() if state == "absent"} == away
    evening.becomes(evening.agreed, set(NAMES) - {ILL})
    evening.press("8")
    evening.write(WALK_IN.lower())
    evening.pick("Bác")
    assert evening.people()[WALK_IN].on_roster
    evening.agree()
    evening.becomes(lambda: evening.roll().get(WALK_IN), ("present", ""))
    evening.becomes(lambda: WALK_IN in evening.agreed(), True)
    evening.press(LEFT)


def lead_to_the_first_count(evening: Evening) -> None:
    evening.pick(SAID("Lead the class"))
    evening.becomes(evening.items, {"welcome": "started"})
    while f"lesson:{LESSON}" not in evening.items():
        before = evening.items()
        evening.press(ENTER)
        evening.becomes(lambda: len(evening.items()), len(before) + 1)
        assert list(evening.items().values()).count("started") == 1
    open_lesson(evening, "Kẻ lừa đảo")
    assert answers(evening) == 0
    step = evening.app.step
    for done in (1, 2, 3):
        evening.press(ENTER)
        evening.becomes(lambda: (answers(evening), evening.app.step), (done, step + done))
    count(evening, _COUNTS[0])
    evening.becomes(evening.hands, {1: _COUNTS[0]})


def open_lesson(evening: Evening, words: str) -> None:
    """Open the lesson at the page with these words: its title may give way to what the voice has to say."""
    evening.press("1")
    evening.app.wait(lambda: words in evening.app.words, words)
    evening.app.settle()
    assert not any(name in evening.app.text for name in (*NAMES, STAFF, WALK_IN))


def answers(evening: Evening) -> int:
    """Return how many answers of the lesson before the class are kept."""

    def look(store: Store) -> int:
        (run,) = (one for one in store.open_runs("guest") if one.lesson == LESSON)
        return len(store.responses(run.run))

    return evening.records(look)


def count(evening: Evening, cards: tuple[int, ...]) -> None:
    """Type how many cards each answer got, in the order in which the answers are shown."""
    shown = {evening.app.number_of(answer): n for answer, n in zip(_ANSWERS, cards, strict=True)}
    evening.press("t")
    evening.press(ENTER, ENTER)
    for place, number in sorted(shown.items()):
        evening.see("Number {number}: how many cards?", number=place)
        evening.app.child.send(str(number))
        evening.app.see(f"▶ {number}")
        evening.press(ENTER)


def lead_to_the_end(evening: Evening) -> None:
    assert evening.hands() == {1: _COUNTS[0]}
    assert evening.items()[f"lesson:{LESSON}"] == "started"
    evening.open_side(first=False)
    evening.pick(SAID("Go on with the class"))
    evening.pick(SAID("Lead the class"))
    open_lesson(evening, "dấu hiệu nào")
    # The cards that were counted are kept, and the class goes on with talking to the neighbours.
    count(evening, _COUNTS[1])
    evening.becomes(evening.hands, dict(enumerate(_COUNTS, 1)))
    evening.press(ENTER)
    evening.app.see("Mã như chữ ký của mình")
    evening.becomes(lambda: answers(evening), 4)
    while "thấy một dấu hiệu" not in evening.app.words or "Cúp máy, rồi" not in evening.app.text:
        before = answers(evening)
        evening.press(ENTER)
        evening.becomes(lambda: answers(evening), before + 1)
    before = answers(evening)
    evening.press(evening.app.number_of("Cúp máy, rồi"))
    evening.becomes(lambda: answers(evening), before + 1)
    evening.press("v")
    evening.press("2")
    evening.press("1")
    evening.becomes(lambda: evening.items().get(f"lesson:{SECOND}"), "dropped")
    leads_on = SAID("Next item")
    while leads_on in evening.app.text:
        finished = _finished(evening.items())
        evening.press(ENTER)
        evening.becomes(lambda: _finished(evening.items()), finished + 1)
    evening.press(ENTER)
    evening.becomes(lambda: set(evening.items().values()), {"finished", "dropped"})
    expected = {"welcome", "roll-call", "break", "phones", "recap", "next"}
    assert expected <= set(evening.items())


def _finished(items: dict[str, str]) -> int:
    return list(items.values()).count("finished")


def wrap_up(evening: Evening) -> None:
    evening.see("Two minutes, then the class is over.")
    note_what_was_seen(evening)
    evening.pick(SAID("Who was absent, who looks in"))
    evening.app.see(TWICE)
    evening.press(ENTER)
    evening.press(evening.app.number_of(STAFF))
    evening.becomes(lambda: len(evening.records(lambda s: s.classes.snapshot().visits)), 1)
    (visit,) = evening.records(lambda s: s.classes.snapshot().visits)
    people = evening.people()
    assert (visit.learner, visit.staff) == (people[TWICE].id, people[STAFF].id)
    evening.back_to(SAID("After the class"))
    plan_the_next(evening)
    for message, name in (
        ("Invitation to print", "Invitation"),
        ("Page for those who were absent", "Page for those who were absent"),
    ):
        evening.pick(SAID(message))
        evening.see("To print: {files}", files="")
        assert list((evening.home / "prints").glob(f"{in_file_name(SAID(name))}-*.pdf"))
    session = evening.session().id
    evening.pick(SAID("The class is over"))
    evening.see("Plan a class")
    sessions = {one.id: one for one in evening.records(lambda s: s.classes.sessions())}
    assert sessions[session].state == "ended"


def note_what_was_seen(evening: Evening) -> None:
    evening.pick(SAID("Seen on own phones"))
    evening.press(ENTER)
    assert ILL not in evening.app.text, "who is not here was not seen"
    evening.press("1")
    evening.press("2")
    people = evening.people()
    seen = evening.records(lambda s: s.classes.snapshot().observations)
    noted = [(one.learner, one.how, one.session) for one in seen]
    session = evening.session().id
    assert noted == [
        (people[NAMES[0]].id, "alone", session),
        (people[LATE].id, "helped", session),
    ]
    evening.back_to(SAID("After the class"))


def plan_the_next(evening: Evening) -> None:
    evening.pick(SAID("Next class"))
    evening.press("1")
    evening.press("3")
    evening.press("5")
    evening.app.child.send("gia cong")
    evening.app.see("▶ Giả công an")
    evening.press(ENTER)
    today = now().date()
    (following,) = evening.records(
        lambda s: s.classes.snapshot().upcoming(today + timedelta(days=1))
    )
    assert following.day == today + timedelta(days=2)
    assert following.lessons == (SECOND,)
    assert following.hamlet == "Đông"
    evening.back_to(SAID("After the class"))


def leave(evening: Evening) -> None:
    app = evening.app
    app.press_until(CTRL_Q, said_to(CLASS_ADDRESS.id)("Would you like to rest here?"))
    app.press(app.number_of(SAID("Rest")))
    assert app.end() == 0


def tell_what_was_done(home: Path) -> None:
    today = now().date().isoformat()
    said = {kind: tutor(home, "report", kind, "--json", pin=PIN) for kind in _REPORTS}
    tables = {kind: {one["key"]: one for one in json.loads(said[kind])["tables"]} for kind in said}
    # Who led counts in no figure, who was late was there; what is known of two people only is hidden.
    (there,) = (row for row in rows(tables["attendance"]["classes"]) if row["day"] == today)
    assert (there["hamlet"], there["there"]) == ("Đông", 11)
    assert (there["late"], there["absent"], there["there-share"]) == (1, 2, 0.846)
    assert len(rows(tables["attendance"]["reasons"])) == 3
    (skill,) = rows(tables["progress"]["skills"])
    assert [skill[key] for key in ("helped", "alone", "mastered")] == ["withheld"] * 3
    assert tables["coverage"]["classes"]["rows"][0][2] == 2
    # What a class plays together is nobody's own judgement.
    figures = [cell for one in tables["scam"].values() for row in one["rows"] for cell in row[1:]]
    assert set(figures) <= {0, None}
    sheets = {kind: tutor(home, "report", kind, "--format", "csv", pin=PIN) for kind in said}
    for kind, text in said.items():
        columns = [column for one in tables[kind].values() for column in one["columns"]]
        assert all(column["title"] in sheets[kind] for column in columns)
        assert not any(name in text + sheets[kind] for name in (*NAMES, STAFF, WALK_IN))
    assert "Đông;11;0;1;2;84,6;" in sheets["attendance"]


_REPORTS = ("attendance", "scam", "progress", "coverage")


def rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table by the keys of its columns."""
    keys = [column["key"] for column in table["columns"]]
    return [dict(zip(keys, row, strict=True)) for row in table["rows"]]


def hand_over_and_erase(home: Path, out: Path) -> None:
    assert holds(home, LATE)
    tutor(home, "people", "export", LATE, "--out", str(out), pin=PIN)
    kept = json.loads(out.read_text("utf-8"))
    assert kept["person"]["name"] == LATE
    assert [one["given"] for one in kept["consent"]] == [True]
    assert [one["state"] for one in kept["classes"]] == ["late"]
    assert [(one["how"], one["lesson"]) for one in kept["skills"]] == [("helped", LESSON)]
    assert LATE in out.with_suffix(".txt").read_text("utf-8")
    tutor(home, "people", "erase", LATE, "--yes", pin=PIN)
    assert not holds(home, LATE)
    assert holds(home, WALK_IN)


def holds(home: Path, name: str) -> list[Path]:
    """Return the files of a folder in which a name stands, whichever way its letters are composed."""
    forms = [unicodedata.normalize(form, name).encode() for form in ("NFC", "NFD")]
    files = (path for path in home.rglob("*") if path.is_file())
    return [file for file in files if any(form in file.read_bytes() for form in forms)]
