"""Screen: the plan of a class minute by minute, with the papers to bring; rehearse or print it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from tutor.classroom.evenings import bulletin_to_add, card_questions, papers_of, plan_of
from tutor.classroom.people import countable_learners, expected_at, learners_of_hamlet
from tutor.classroom.plan import phone_tables, sheets_of_cards
from tutor.classroom.plan_text import (
    PlanText,
    about_class,
    describe_plan,
    item_title,
    rehearsal_lines,
)
from tutor.content.text import clean
from tutor.i18n import N_
from tutor.lesson.view import Line, View
from tutor.records.class_views import Session
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import VolunteerScreen
from tutor.ui.screens.volunteer.lessons_pick import PlanDraft
from tutor.ui.screens.volunteer.messages import MessagesScreen
from tutor.ui.screens.volunteer.printing import (
    PrintingMenu,
    cards_to_hold_up,
    pages,
    plan_sheet,
    sign_in,
)

if TYPE_CHECKING:
    from tutor.publish.handouts import Kind as PageKind


class PlanDetailScreen(PrintingMenu):
    """List the items of the plan with their minutes, page by page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def _describe(self) -> PlanText:
        catalogue, language = self.catalogue, self.language
        plan = plan_of(self._session, self.records, catalogue, language)
        people = learners_of_hamlet(self.records.people, self._session.hamlet)
        seats = phone_tables(person.phone for person in people)
        papers = papers_of(plan, catalogue, language)
        questions = partial(card_questions, catalogue=catalogue, language=language)
        return describe_plan(plan, self.phrases, self.title_of, papers, seats, questions)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        plan = self._describe()
        lines = [Line(self.print_message or self.about(self._session), "lead")]
        for entry in plan.items:
            start, end = entry.item.start, entry.item.start + entry.item.minutes
            text = p("{start}–{end} {item}", start=start, end=end, item=entry.title)
            lines += [Line(text, "keep"), Line(entry.note), Line(entry.power)]
        lines += [Line(text, "note") for text in plan.below]
        items = [
            Item(p(N_("Go through it once beforehand")), self._rehearse),
            Item(p("Print it"), self._print),
            Item(p("Pages of the lessons"), self._open_papers),
            Item(p("Messages to send"), self._open_messages),
        ]
        new = bulletin_to_add(self._session, self.records.sessions, self.catalogue, self.language)
        if new is not None:
            text = p("Take the new scam in: {lesson}", lesson=clean(new.title))
            items.append(Item(text, partial(self._take_in, new.id)))
        return Menu(p("Minute by minute"), lines, items, next_label=p("Go back"))

    async def _take_in(self, lesson: str) -> None:
        """Put a bulletin before the lessons of the class."""
        draft = PlanDraft.of(self._session)
        if await draft.change(self, lessons=(lesson, *draft.lessons)):
            self._session = self.records.session(draft.session) or self._session
            self.redraw()

    def _rehearse(self) -> None:
        self.app.push_screen(RehearsalScreen(self._session))

    def _open_papers(self) -> None:
        self.app.push_screen(PapersScreen(self._session))

    def _open_messages(self) -> None:
        self.app.push_screen(MessagesScreen(self._session))

    async def _print(self) -> None:
        about = about_class(self._session, self.phrases, self.titles)
        plan = self._describe()
        await self.write_files(lambda: plan_sheet(self._session, about, plan, self.phrases))


class PapersScreen(PrintingMenu):
    """Menu of the pages to print of a class: of each of its lessons one file."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        plan = plan_of(self._session, self.records, self.catalogue, self.language)
        cards = [
            copies.lesson
            for copies in papers_of(plan, self.catalogue, self.language)
            if copies.paper == "card"
        ]
        copies = p("{count} of each", count=max(1, plan.people))
        take_home = p("Pages to take home")
        handout = partial(self._print, "handout", take_home, plan.lessons)
        items = [
            Item(take_home, handout, value=copies),
            Item(p(N_("Sign-in sheet")), self._print_names),
            Item(p(N_("Cards with the numbers 1 to 4")), self._print_cards, value=copies),
        ]
        if cards:
            fridge = p("Cards for the fridge")
            card = partial(self._print, "card", fridge, cards)
            sheets = p("{count} of each", count=sheets_of_cards(plan.people))
            items.append(Item(fridge, card, value=sheets))
        notes = p("Notes for whoever leads")
        items.append(Item(notes, partial(self._print, "notes", notes, plan.lessons)))
        lead = self.print_message or p("Each is a file to print.")
        if not plan.lessons:
            lead, items = p("No lesson is on the plan of this class."), []
        return Menu(
            p("Pages of the lessons"), (Line(lead, "lead"),), items, next_label=p("Go back")
        )

    async def _print(self, kind: "PageKind", what: str, lessons: Sequence[str]) -> None:
        await self.write_files(lambda: pages(self.catalogue, kind, what, lessons, self.language))

    async def _print_names(self) -> None:
        about = about_class(self._session, self.phrases, self.titles)
        session, p = self._session, self.phrases
        expected = expected_at(session, self.roster(), {})
        # An empty place beside the name of somebody who said no would be a note all the same.
        learners = countable_learners(expected, {}, self.records.declined)
        names = [self.name_of(learner) for learner in learners]
        team = [self.name_of(member) for member in expected if member.role == "staff"]
        await self.write_files(lambda: sign_in(session, about, names, team, p))

    async def _print_cards(self) -> None:
        p = self.phrases
        await self.write_files(lambda: cards_to_hold_up(p))


class RehearsalScreen(VolunteerScreen):
    """Show the notes of one item at a time; Enter goes to the next item. Nothing is stored."""

    guarded = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place = 0
        self._last = False

    @override
    def make_view(self) -> View:
        p = self.phrases
        items = plan_of(self._session, self.records, self.catalogue, self.language).items
        self._last = self._place + 1 >= len(items)
        item = items[self._place]
        minutes = p("{minutes} minutes", minutes=item.minutes)
        lines = (
            Line(f"{item_title(item, p, self.title_of)}: {minutes}", "lead"),
            *map(Line, rehearsal_lines(item, p, self.catalogue)),
        )
        label = p("Go back") if self._last else p("Next item")
        title = p(N_("Rehearsal. Nothing is noted."))
        return View(title, lines, next_label=label)

    @override
    async def go_on(self) -> None:
        if self._last:
            self.back()
        else:
            self._place += 1
            self.show_view()

    @override
    async def go_back(self) -> None:
        if self._place == 0:
            self.back()
        else:
            self._place -= 1
            self.show_view()
