"""Screen: follow up absences: assign a staff member to visit a person, or start the visit."""

from collections.abc import Sequence

from typing_extensions import override

from tutor.classroom import labels
from tutor.classroom.follow_up import last_absence_reason, often_absent, open_visits
from tutor.lesson.view import Line
from tutor.records.class_views import Visit
from tutor.records.people import Person
from tutor.ui.layout.list_pages import ListRow
from tutor.ui.screens.base import asking
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen
from tutor.ui.screens.volunteer.listed import ListScreen


class FollowUpScreen(ListScreen):
    """List people absent twice or more and open visits; Enter assigns a visitor or starts the visit."""

    def __init__(self) -> None:
        super().__init__()
        self._absent: list[Person] = []
        self._visits: list[tuple[Visit, Person]] = []

    @override
    def bar(self) -> str:
        return self.phrases("Follow-up")

    @override
    def heading(self) -> Sequence[Line]:
        p = self.phrases
        if not self._rows:
            return (Line(p("Nobody was absent twice, and no visit is waiting."), "lead"),)
        return (Line(p("Who looks in on them? Pick a name, then Enter."), "lead"),)

    @override
    def make_rows(self) -> Sequence[ListRow]:
        p = self.phrases
        people = {person.id: person for person in self.roster()}
        self._absent = often_absent(self.records, self.learners())
        self._visits = [
            (visit, people[visit.learner])
            for visit in open_visits(self.records)
            if visit.learner in people
        ]
        rows = [
            ListRow(self.name_of(person), self._reason(person), p("Absent twice or more"))
            for person in self._absent
        ]
        rows += [
            ListRow(self.name_of(person), self._visitor(visit, people), p("To be visited"))
            for visit, person in self._visits
        ]
        return rows

    def _reason(self, person: Person) -> str:
        reason = last_absence_reason(self.records, person.id)
        return "" if reason is None else self.phrases(labels.ABSENCE[reason])

    def _visitor(self, visit: Visit, people: dict[str, Person]) -> str:
        staff = people.get(visit.staff)
        return self.phrases("nobody yet") if staff is None else self.name_of(staff)

    @override
    def enter_label(self) -> str:
        return self.phrases("Choose") if self._rows else self.phrases("Go back")

    @override
    async def open_row(self) -> None:
        """Assign a visitor, or start the visit."""
        if self.cursor < len(self._absent):
            self._assign(self._absent[self.cursor])
        elif self._visits:
            from tutor.ui.screens.volunteer.visits import HouseScreen

            _, person = self._visits[self.cursor - len(self._absent)]
            self.app.push_screen(HouseScreen(person))

    @asking
    async def _assign(self, person: Person) -> None:
        p, team = self.phrases, self.team()
        if not team:
            self.note(
                p("Nobody of the team is on the list yet: add them under People of the class.")
            )
            return
        question = p("Who looks in on {name}?", name=self.name_of(person))
        options = [Option(member.name) for member in team]
        place = await self.ask(PickScreen(p("Home visit"), question, options))
        if place is not None:
            assign = self.store.classes.assign_visit
            await self.save(lambda: assign(person.id, team[place].id, "missed"))
            self.redraw()
