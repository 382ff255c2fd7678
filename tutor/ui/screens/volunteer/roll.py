"""Screen: the roll call. One press per person; each press is stored at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, get_args

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.people import Marks, countable_learners, expected_at, never_asked
from tutor.classroom.plan import MOST_PEOPLE
from tutor.i18n import N_
from tutor.lesson.view import Line
from tutor.records.class_events import AbsenceReason, AttendanceState
from tutor.records.class_views import Session
from tutor.records.classes import ClassRecords
from tutor.records.people import Person
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.consent import consent_answers
from tutor.ui.screens.volunteer.dialogs import AskScreen, Option, PickScreen
from tutor.ui.screens.volunteer.list_screen import ListScreen
from tutor.ui.screens.volunteer.people import WalkInScreen

HERE, LATE, AWAY, HELPERS, UNNAMED, CONSENT, ALL, SOMEBODY = range(1, 9)
_STATES: Mapping[int, AttendanceState] = {HERE: "present", LATE: "late", AWAY: "absent"}
_PRESENT: tuple[AttendanceState, AbsenceReason] = ("present", "")
REASONS: tuple[AbsenceReason, ...] = tuple(reason for reason in get_args(AbsenceReason) if reason)


@dataclass(frozen=True, slots=True)
class Count:
    """People who are counted at a session without their names."""

    label: str
    question: str
    of: Callable[[Session], int]
    write: Callable[[ClassRecords, str, int], None]

    def text(self, session: Session | None) -> str:
        """Return the present number, "" for none."""
        return "" if session is None else str(self.of(session) or "")


UNNAMED_PEOPLE = Count(
    N_("Not written down"),
    N_("How many people are here who do not want to be written down?"),
    attrgetter("unnamed"),
    ClassRecords.count_unnamed,
)
HELPING_PEOPLE = Count(
    N_("Sit beside learners"),
    N_("How many grandchildren, neighbours or friends sit beside the learners?"),
    attrgetter("helpers"),
    ClassRecords.count_helpers,
)


async def ask_count(screen: VolunteerScreen[Any], session: str, count: Count) -> None:
    """Ask for a number of people at a session, and store it."""
    p = screen.phrases

    def fault(text: str) -> str:
        possible = text.isascii() and text.isdigit() and int(text) <= MOST_PEOPLE
        return "" if possible else p("Please type a number.")

    value = count.text(screen.records.session(session))
    dialog = AskScreen(p(count.label), p(count.question), fault, value=value, numeric=True)
    text = await screen.ask(dialog)
    if text is not None:
        write = partial(count.write, screen.store.classes, session, int(text))
        if await screen.save(write):
            screen.redraw()


class RollScreen(ListScreen):
    """List the expected people: 1 or Enter marks "here", 2 "late", 3 "absent" and asks for the reason."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self._session = session
        self._people: list[Person] = []
        self._marks: dict[str, tuple[AttendanceState, AbsenceReason]] = {}
        self._unasked: frozenset[str] = frozenset()
        self._declined: frozenset[str] = frozenset()
        self._heard_by: frozenset[str] = frozenset()
        self._absent_person: Person | None = None

    # State.

    @override
    def read_more(self) -> None:
        session = self.records.session(self._session)
        records = self.records.attendance_at(self._session)
        self._marks = {
            record.learner: (record.state, record.reason) for record in records if record.learner
        }
        if session is not None:
            self._people = expected_at(session, self.roster(), self._marks)
        self._unasked = frozenset(person.id for person in never_asked(self.records, self._people))
        self._declined = self.records.declined

    @override
    def make_menu(self) -> Menu:
        p, absent = self.phrases, self._absent_person
        groups = {"learner": "", "staff": p("The team")}
        items = [
            Item(
                self.name_of(person),
                self._enter,
                value=self._value(person),
                detail=groups[person.role],
            )
            for person in self._people
        ]
        if absent is not None:
            question = p("Why is {name} not here? Enter: not said.", name=self.name_of(absent))
            items += [
                Item(
                    p(labels.ABSENCE[reason]), partial(self._give_reason, absent, reason), number=i
                )
                for i, reason in enumerate(REASONS, 1)
            ]
            return Menu(p("Roll call"), (Line(question, "lead"),), items, next_label=p("Not said"))
        items += [
            Item(p(labels.ATTENDANCE[state]), partial(self._mark, state), number=number)
            for number, state in _STATES.items()
        ]
        session = self.records.session(self._session)
        items += [
            Item(p(count.label), partial(self._count, count), count.text(session), number=number)
            for number, count in ((HELPERS, HELPING_PEOPLE), (UNNAMED, UNNAMED_PEOPLE))
        ]
        unasked = self._to_ask()
        if unasked:
            value = str(len(unasked))
            items.append(Item(p("Ask to note"), self._ask_all, value=value, number=CONSENT))
        items += [
            Item(p("All the rest are here"), self._mark_rest, number=ALL),
            Item(p("Add a name"), self._add_name, number=SOMEBODY),
        ]
        lines = (Line(self._counts(), "lead"),)
        return Menu(p("Roll call"), lines, items, next_label=p("Here, next"))

    def _counts(self) -> str:
        learners = countable_learners(self._people, self._marks, self._declined)
        states = [self._marks[learner.id][0] for learner in learners if learner.id in self._marks]
        return self.phrases(
            N_("Present {here}, late {late}, absent {away}, still to call {left}."),
            here=states.count("present"),
            late=states.count("late"),
            away=states.count("absent"),
            left=len(learners) - len(states),
        )

    def _value(self, person: Person) -> str:
        p = self.phrases
        if person.id in self._declined:
            return p("said no: not noted")
        mark = self._marks.get(person.id)
        if mark is None:
            return p("not asked yet") if person.id in self._unasked else "○"
        state, reason = mark
        sign = {"present": "●", "late": "●", "absent": "–"}[state]
        word = p(labels.ABSENCE[reason]) if reason else p(labels.ATTENDANCE[state])
        return f"{word} {sign}"

    # Key presses.

    async def _enter(self) -> None:
        """Mark the person under the cursor as present, or leave the reason of an absence empty."""
        if self._absent_person is not None:
            self._move_on_from(self._absent_person)
        else:
            await self._mark("present")

    def _in_the_room(self) -> list[Person]:
        """Return the people who hear a reading now: all except those marked absent."""
        return [
            person for person in self._people if self._marks.get(person.id, _PRESENT)[0] != "absent"
        ]

    def _to_ask(self) -> list[Person]:
        """Return the people who were never asked for consent and are not marked absent."""
        return [person for person in self._in_the_room() if person.id in self._unasked]

    async def _mark(self, state: AttendanceState) -> None:
        if not self._people:
            return
        person = self._people[self.cursor]
        if person.id in self._declined:
            self.move_on()
        elif person.id in self._unasked and state != "absent":
            self._ask([person], state)
        elif await self._note({person.id: (state, "")}):
            # Before a yes nothing but the absence is noted: a reason may be about health.
            if state == "absent" and person.id not in self._unasked:
                self._absent_person = person
                self.redraw()
            else:
                self.move_on()

    async def _give_reason(self, person: Person, reason: AbsenceReason) -> None:
        if await self._note({person.id: ("absent", reason)}):
            self._move_on_from(person)

    def _move_on_from(self, person: Person) -> None:
        """Move the cursor below this person, wherever the user paged meanwhile."""
        self._absent_person = None
        self.cursor = self._people.index(person)
        self.move_on()

    async def _mark_rest(self) -> None:
        """Mark all unmarked people as present; ask those without a consent answer first, as one group."""
        rest = [person for person in self._people if person.id not in self._marks]
        askable = [person for person in rest if person.id not in self._declined]
        asked = {person.id: _PRESENT for person in askable if person.id not in self._unasked}
        if asked and not await self._note(asked):
            return
        self.redraw()
        unasked = [person for person in askable if person.id in self._unasked]
        if unasked:
            self._ask(unasked)

    async def _note(self, marks: Marks) -> bool:
        note = self.store.classes.note_attendances
        if not await self.save(lambda: note(self._session, marks)):
            return False
        self._marks |= marks
        return True

    @asking
    async def _count(self, count: Count) -> None:
        await ask_count(self, self._session, count)

    @asking
    async def _ask_all(self) -> None:
        """Ask all who were never asked and are here; make sure first that nobody is away."""
        p, people = self.phrases, self._to_ask()
        away = any(state == "absent" for state, _ in self._marks.values())
        if len(people) > 1 and not away:
            question = p(
                "Nobody is marked as away yet. Are all of these here: {names}?",
                names=self.names(people),
            )
            options = [
                Option(p("All are here: ask them"), True),
                Option(p("First mark who is away"), False),
            ]
            if not await self.ask(PickScreen(p("Ask to note"), question, options)):
                return
        await self._ask_consent(people, "present")

    @asking
    async def _ask(self, people: Sequence[Person], state: AttendanceState = "present") -> None:
        await self._ask_consent(people, state)

    async def _ask_consent(self, people: Sequence[Person], state: AttendanceState) -> None:
        """Ask for consent; mark the people who agree with their state."""
        heard = {person.id for person in self._in_the_room()}
        # People who arrive later or were not on the list have not heard the sentences.
        read = state != "late" and all(person.id in self._heard_by for person in people)
        async for said_yes in consent_answers(self, people, self._session, read=read):
            self._heard_by |= heard
            mark: tuple[AttendanceState, AbsenceReason] = (state, "")
            marks = {person.id: self._marks.get(person.id, mark) for person in said_yes}
            if marks:
                await self._note(marks)
            await self.reload()
            if len(marks) < 2:
                self.move_on()
            else:
                self.redraw()

    @asking
    async def _add_name(self) -> None:
        """Add a person to the list, ask for consent and mark them present.

        If the person is already on the list, move the cursor there.
        """
        listed = {person.id for person in self._people}
        person = await self.ask(WalkInScreen(self._session, self._people))
        if person is None:
            return
        if person.id in listed:
            # This person came in now and has not heard the sentences.
            self._heard_by -= {person.id}
        await self.reload()
        if all(other.id != person.id for other in self._people):
            self._people = [*self._people, person]
        self.cursor = next(i for i, other in enumerate(self._people) if other.id == person.id)
        self.redraw()
        if person.id not in listed and (person.id in self._unasked or person.id not in self._marks):
            await self._ask_consent([person], "present")

    @override
    async def go_back(self) -> None:
        if self._absent_person is not None:
            self._absent_person = None
            self.redraw()
        else:
            self.back()
