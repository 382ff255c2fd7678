"""Screen: a running lesson."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from textual import events
from typing_extensions import override

from tutor.content.steps import Call, Chat, Practise
from tutor.engine import responses as r
from tutor.engine.events import EXPLAINED
from tutor.engine.run import respond
from tutor.engine.state import (
    Choosing,
    Moment,
    Ordering,
    Practising,
    Sorting,
    Spotting,
    Ticking,
    Typing,
)
from tutor.engine.steps_phone import next_press
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.present_drill import present_drill
from tutor.lesson.present_phone import gives_the_press_away
from tutor.lesson.present_talk import after_ringing, call_that_rings, ringing
from tutor.lesson.run import LessonRun
from tutor.lesson.turns import question, with_turn
from tutor.lesson.view import Entry, Line, View
from tutor.phone import Gesture, Target, targets
from tutor.ui.keys import Meaning, meaning
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.pacing import Pacing, view_ahead
from tutor.ui.photos import with_photo
from tutor.ui.screens.paged_view import Start
from tutor.ui.screens.words import ExplainingScreen
from tutor.vietnamese import number_in

_LEAST_GROUPED = 1000


class LessonScreen(ExplainingScreen):
    """Show the present step of a run; each answer is stored before the screen changes."""

    menu = False
    # Whether the reply to an answer may stand on the page of what comes next.
    replies_ahead = True

    def __init__(self, run: LessonRun) -> None:
        super().__init__()
        self.run_now = run
        self._field: Target | None = None
        # The step whose call was answered, though nothing was said in it yet.
        self._answered = -1
        # Whether the learner has read what a drill is made of.
        self._begun = False
        # The question to which one of several people was called.
        self._called: tuple[int, int] | None = None
        # Back was pressed once where it leaves the practice phone.
        self._back_asked = False
        self._pacing = Pacing(ahead=self.replies_ahead)

    @property
    @override
    def phrases(self) -> LessonPhrases:
        """The program's sentences for whoever takes this lesson."""
        return self.session.phrases_in(self.run_now.script.lesson)

    @override
    def initial_focus(self) -> int | None:
        if self._is_ringing():
            return 1
        marked = [c.number for c in self._view.numbered() if c.mark == "shown"]
        if self._view.next_label or len(marked) != 1:
            return super().initial_focus()
        return marked[0]

    @override
    async def prompt_choice(self) -> None:
        if self._field is not None and self._text_for(self._field) is None:
            self._field = None  # this field needs no text: show the phone again
            self.show_view()
        elif self.enter_hints():
            await self.hint()
        else:
            await super().prompt_choice()
            # Where no voice is heard, reading again would be no answer.
            self.note(self.phrases("Please press a number."))

    @override
    def enter_hints(self) -> bool:
        return isinstance(self.run_now.state.moment.step, Practising)

    @override
    def make_view(self) -> View:
        run = self.run_now
        if self._begins_a_drill():
            catalogue = self.services.library.catalogue
            return present_drill(run.script, catalogue, self.phrases)
        view = self._call(present(run.script, run.state, self.phrases))
        view = with_photo(view, self.app._driver, self.port)
        view = self._pacing.paced(view, run, self.phrases, self.port, self.services.wall())
        called = self._called == question(run.state) or run.state.moment.index == self._answered
        view = with_turn(view, run.script, run.state, self.phrases, called=called)
        view = self.with_words(view, run.script.lesson, run.state.moment.index)
        if self._field is None:
            return (
                view
                if view.entry is None
                else replace(view, entry=self._entry(view.entry.keyboard))
            )
        # The text to type may be a line on the phone, so show its lines too.
        notes = view.phone.lines if view.phone is not None else ()
        lines = (
            Line(self.phrases.fill(self._field.label), "lead"),
            *self._what_to_type(self._field),
            *(Line(note, "quote") for note in notes),
        )
        entry = replace(self._entry(self._field.keyboard), means=self._meaning(self._field))
        return View(view.title, lines, entry=entry, step=view.step, steps=view.steps)

    def _call(self, view: View) -> View:
        """Return a call as it rings, or once it is answered without what was read while it rang."""
        talk = self._talk_that_rings()
        if talk is None:
            return view
        if self.run_now.state.moment.index == self._answered:
            return after_ringing(view)
        rings = ringing(view, talk, self.phrases)
        # Whoever rings stands on one page with how to answer; with few rows the last note is left out.
        shorter = replace(rings, lines=rings.lines[:-1])
        return first_that_fits((rings, shorter), self.port, default=rings)

    def _talk_that_rings(self) -> Call | Chat | None:
        """Return the call that the learner has not begun to answer, or None."""
        return call_that_rings(self.run_now.script, self.run_now.state)

    def _is_ringing(self) -> bool:
        rung = self.run_now.state.moment.index != self._answered
        return rung and self._talk_that_rings() is not None

    def _begins_a_drill(self) -> bool:
        """Tell whether what comes is to be said first: this is a drill, and nothing of it was answered."""
        run = self.run_now
        return bool(run.script.parts) and not (self._begun or run.state.past)

    def _entry(self, keyboard: str) -> Entry:
        return self.entry(keyboard, self.run_now.script.lesson.language)

    def _meaning(self, field: Target) -> str:
        """Return the typed amount with grouped digits, because zeros are hard to count."""
        number = number_in(self.draft) if type(field.value) is int else None
        return self.phrases.number(number) if number and number >= _LEAST_GROUPED else ""

    @override
    def initial_draft(self) -> str:
        if self._field is None or not self._field.value:
            return ""
        value, text = str(self._field.value), self._text_for(self._field)
        return value if text is None or text.startswith(value) else ""

    def _what_to_type(self, field: Target) -> tuple[Line, ...]:
        """Return the request to fill a field, with the text to type once the hint level allows it."""
        p = self.phrases
        asked, practising = p.note("Please type it here, then press Enter."), self._practising()
        text = self._text_for(field)
        if practising is None or text is None:
            return asked
        step, state = practising
        if gives_the_press_away(step, state):
            return p.note("Please type *{text}*, then press Enter.", text=text)
        return (*asked, *(p.hint(step.hint) if state.rung >= EXPLAINED else ()))

    def _text_for(self, field: Target) -> str | None:
        """Return the text to type into this field, or None if the next press is elsewhere."""
        move = self._next_press()
        return move.text if move and move.target == field.gesture.target else None

    def _next_press(self) -> Gesture | None:
        """Return the next press on the phone towards the goal, or None."""
        practising = self._practising()
        return practising and next_press(self.run_now.script.world, *practising)

    @override
    async def on_key(self, event: events.Key) -> None:
        field = self._next_field() if self._is_text(event) else None
        if field is not None:
            event.stop()
            event.prevent_default()
            await self.choose(field.number)
            self.draft = ""  # typing without opening the field replaces its text
            self._type(event)
            return
        await super().on_key(event)

    def _next_field(self) -> Target | None:
        """Return the field to type into next, or None if a field is open or none is needed."""
        practising = None if self._field is not None else self._practising()
        if practising is None or practising[1].phase != "ask":
            return None
        move = self._next_press()
        there = targets(self.run_now.script.world, practising[1].phone) if move else ()
        fields = (target for target in there if target.kind == "field")
        return next(
            (target for target in fields if move and target.gesture.target == move.target), None
        )

    def _is_text(self, event: events.Key) -> bool:
        letter = event.character
        learnt = self.services.laptop.now.key_of(letter)
        return bool(
            letter and letter.isalpha() and not learnt and meaning(event.key) in (None, "extra")
        )

    def _practising(self) -> tuple[Practise, Practising] | None:
        moment = self.run_now.state.moment
        step, state = self.run_now.script.lesson.steps[moment.index], moment.step
        if isinstance(step, Practise) and isinstance(state, Practising):
            return step, state
        return None

    @override
    def upcoming(self) -> Iterable[View]:
        run = self.run_now
        if isinstance(run.state.moment.step, Practising):
            return  # each press leads to another phone screen: too many to prepare
        responses: list[r.Response] = [run.choose(choice.number) for choice in self._view.choices]
        if self._view.next_label:
            responses.insert(0, r.Next())
        for response in responses:
            now = self.services.wall()
            state, events = respond(run.script, run.state, response, now)
            if events and not state.finished:
                yield view_ahead(run.script, state, self.phrases, self.port, now)

    async def respond(self, response: r.Response) -> None:
        """Answer the step in a worker thread, which also stores the events."""
        before = self.run_now.state.moment
        self._called = question(self.run_now.state)
        changed = await asyncio.to_thread(self._answer, response)
        self.session.report_saved(self.run_now.all_written)
        if self.run_now.state.finished:
            await self.host.finish_lesson(self.run_now)
        elif changed:
            self.show_view(_start_after(before, self.run_now.state.moment))
        elif self._practising() is not None:
            self.show_view()  # refused again: show the reply and the hint again
        else:
            self._tell_what_to_press()

    def _answer(self, response: r.Response) -> bool:
        """Answer the step, and go on at once where one page holds the reply and what comes next."""
        now = self.services.wall()
        return self._pacing.respond(self.run_now, response, self.phrases, self.port, now)

    @override
    def show_unseen(self, number: int) -> None:
        if any(line.role == "shown" for line in self._view.lines):
            self._tell_what_to_press()
        elif self._practising() is not None:
            # Enter must not press what was never seen: it may be a payment.
            self._turn(self._page_of(number))
        else:
            super().show_unseen(number)

    def _tell_what_to_press(self) -> None:
        """Tell which number to press after a wrong one, or read the page again."""
        if any(line.role == "shown" for line in self._view.lines) and self.focus_number:
            self.show_view()
            self.note(self.phrases("This time please press {number}.", number=self.focus_number))
        else:
            self.speak()

    @override
    async def choose(self, number: int) -> None:
        target = self._phone_target(number)
        if target is not None and target.kind == "field":
            self._field = target
            self.show_view()
        elif self._is_ringing() and number == 1:
            self._answered = self.run_now.state.moment.index
            self.show_view()
        else:
            await self.respond(self.run_now.choose(number))

    def _phone_target(self, number: int) -> Target | None:
        state = self.run_now.state.moment.step
        if not isinstance(state, Practising):
            return None
        shown = targets(self.run_now.script.world, state.phone)
        return next((target for target in shown if target.number == number), None)

    @override
    async def choose_unlisted(self, number: int) -> bool:
        run = self.run_now
        moment = run.state.moment
        if not isinstance(moment.step, _SAME_NUMBERS) or moment.phase != "explain":
            return False
        asked, _ = respond(run.script, run.state, r.Next(), self.services.wall())
        if present(run.script, asked, self.phrases).choice(number) is None:
            return False
        await asyncio.to_thread(run.respond, r.Next())
        self.show_view()
        await self.respond(run.choose(number))
        return True

    @override
    async def go_on(self) -> None:
        if self._begins_a_drill():
            self._begun = True
            self.show_view()
        else:
            await self.respond(r.Next())

    @override
    async def submit_text(self, text: str) -> None:
        if self._field is None:
            await self.respond(r.Next() if self._goes_on_anyway(text) else r.Enter(text))
        elif text == self.initial_draft():
            self._field = None  # the text was not changed
            self.show_view()
        else:
            gesture = Gesture("type", self._field.gesture.target, text)
            self._field = None
            await self.respond(r.Act(gesture))

    def _goes_on_anyway(self, text: str) -> bool:
        """Tell whether Enter goes on although this text is not right: it was shown, nobody is held up."""
        run = self.run_now
        if not self._view.next_label:
            return False
        answered, _ = respond(run.script, run.state, r.Enter(text), self.services.wall())
        step = answered.moment.step
        return isinstance(step, Typing) and step.phase == "explain"

    @override
    async def go_back(self) -> None:
        if self._field is not None:
            self._field = None
            self.show_view()
        elif self._talk_that_rings() is not None and not self._is_ringing():
            self._answered = -1
            self.show_view()
        elif self._leaves_the_phone() and not self._back_asked:
            self._back_asked = True
            self.note(self.phrases("Press ← once more for the step before."))
        elif self.run_now.state.past:
            self._back_asked = False
            await self.respond(r.Back())
        else:
            await self.host.pause_lesson()

    def _leaves_the_phone(self) -> bool:
        """Tell whether going back would leave a phone that is held: no press on it is left to undo."""
        state = self.run_now.state
        holds = self._practising() is not None and state.moment.phase == "ask"
        return holds and bool(state.past) and state.past[-1].index != state.moment.index

    @override
    async def perform(self, meant: Meaning) -> None:
        if meant != "back":
            self._back_asked = False
        await super().perform(meant)

    @override
    def takes_letters(self) -> bool:
        return self._next_field() is not None

    async def sit(self, seats: int) -> None:
        """Set the number of people who learn together."""
        await asyncio.to_thread(self.run_now.respond, r.Sit(seats))
        self._called = None
        self.redraw()

    async def hint(self) -> None:
        """Give the next hint."""
        self._begun = True
        before = self.run_now.state
        await asyncio.to_thread(self.run_now.respond, r.Hint())
        if self.run_now.state != before:
            self.show_view()
        elif self._field is not None:
            self.speak()  # the page already shows the text to type; Enter needs it
        else:
            self.note(self.phrases("Please read on: press Enter."))


# In these states the numbers keep their meaning during the step, so seen choices stay seen.
_SAME_NUMBERS = (Choosing, Sorting, Spotting, Ordering, Ticking)


def _start_after(before: Moment, after: Moment) -> Start:
    """Return the page on which the view after an answer starts."""
    same = before.index == after.index and type(before.step) is type(after.step)
    if not same or not isinstance(after.step, _SAME_NUMBERS):
        return "anew"
    match after.step:
        case Ticking():
            return "same-page"
        case Spotting(phase="ask"):
            return "choices"
        case _:
            return "again"
