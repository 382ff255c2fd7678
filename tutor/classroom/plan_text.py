"""The texts of a plan: what a volunteer says, asks and avoids at each item, and does in a power cut."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.classroom.plan import Copies, Item, Kind, Paper, PhoneTables, Plan, lesson_of
from tutor.content.catalogue import Catalogue, LessonError
from tutor.content.placeholders import Phrases
from tutor.content.step_parts import Guide
from tutor.content.text import fold_case
from tutor.dates import parse_hour, written_day
from tutor.i18n import N_
from tutor.records.class_views import Session

TitleOf = Callable[[str], str]
"""Returns the title of a lesson id."""


@dataclass(frozen=True, slots=True)
class ItemMessages:
    """The messages of one kind of item; `ask` and `avoid` may be empty."""

    title: str
    note: str
    say: str
    power: str
    ask: str = ""
    avoid: str = ""


ITEMS: Mapping[Kind, ItemMessages] = {
    "welcome": ItemMessages(
        N_("Welcome, and the keys"),
        N_("Enter goes on, numbers choose. Nothing breaks when a wrong key is pressed."),
        N_("“Welcome. A wrong press breaks nothing here.”"),
        N_("The laptop has its battery. Go on without the projector."),
        avoid=N_("Do not say that it is easy: who finds it hard falls silent then."),
    ),
    "roll-call": ItemMessages(
        N_("Roll call and consent"),
        N_("Call each name. Read the sentences on consent aloud to those who are new."),
        N_("“I call the names, please raise a hand.”"),
        N_("Write who is there on paper, and enter it later."),
        avoid=N_("Do not ask in front of all why somebody was not there."),
    ),
    "refresh": ItemMessages(
        N_("What we learnt last time"),
        N_("Ask before anything is shown. Let two or three tell it in their own words."),
        N_("“Before something new: what has stayed from last time?”"),
        N_("Ask without the screen."),
        ask=N_("“Who has used it since? What did you do?”"),
        avoid=N_("Do not examine anybody, and do not repeat the whole lesson."),
    ),
    "scam": ItemMessages(
        N_("Scam of the week"),
        N_("Let one or two tell what happened to them. Find the sign in it together."),
        N_("“I begin with something that was heard in the villages this week.”"),
        N_("Tell it without the screen."),
        ask=N_("“Who got a strange call or message this week? What did they want?”"),
        avoid=N_("Do not laugh at anyone who believed it: they are skilled at this."),
    ),
    "lesson": ItemMessages(
        "",
        N_("Read the question, wait in silence, raise the cards all at once, then the reason."),
        N_("“I read, you think, then we raise the cards all at once.”"),
        N_("Read the question from the printed page. The number cards go on as before."),
        ask=N_("“What would you do?” Then wait for ten seconds."),
        avoid=N_("Do not press for them, and do not say the answer before the second round."),
    ),
    "break": ItemMessages(
        N_("Break"),
        N_("Drink water, stand up, talk. Say when it goes on."),
        N_("“We rest for {minutes} minutes.”"),
        N_("Take the break now, while somebody looks after the power."),
        avoid=N_("Do not leave the break out to gain time."),
    ),
    "phones": ItemMessages(
        N_("On their own phones"),
        N_("One volunteer per table. The hand on the phone is always its owner's."),
        N_("“Now on your own phone. I sit beside you.”"),
        N_("Phones have their batteries: practise on them now."),
        ask=N_("“Where would you press first?”"),
        avoid=N_("Do not take the phone out of a hand. Never look at codes or messages."),
    ),
    "recap": ItemMessages(
        N_("What we take home"),
        N_("Two or three say in their words what they will do. Hand out the pages."),
        N_("“What will you tell your neighbour at home?”"),
        N_("Read the sentence to keep from the printed page."),
        ask=N_("“Which one sentence do you take home?”"),
        avoid=N_("Do not examine anybody. One sentence is enough."),
    ),
    "next": ItemMessages(
        N_("The next class"),
        N_("Say the day and the time. Let them choose what comes next. Write it on the page."),
        N_("“We meet again next time. Bring a neighbour.”"),
        N_("Write the day and the time on the printed page."),
        ask=N_("“What would you like to learn next time?”"),
    ),
}

_PAPERS: Mapping[Paper, str] = {
    "handout": N_("Page to take home, “{lesson}”: {copies} copies"),
    "card": N_("Card for the fridge, “{lesson}”: {copies} sheets with two cards each"),
    "numbers": N_("Cards with the numbers 1 to 4 to hold up: {copies} sets"),
}
_ANDROID = N_("Android: {people} people, {tables} tables")
_IPHONE = N_("iPhone: {people} people, {tables} tables")
_WITHOUT = N_("without such a phone: {people} people, beside a neighbour or at the laptop")
_SAY = N_("Say: {what}")
_ASK = N_("Ask: {what}")
_WAIT = N_("Wait for {seconds} seconds, then invite an answer.")
_AVOID = N_("Avoid: {what}")
_OWN_PHONE = N_("On their own phone: {what}")
_LAST_TIME = N_("Last time: {lessons}.")
_CARDS_AT = N_("Cards at: {questions}")
_CARD_QUESTION = N_("step {number} “{question}”")
_LEFT_OUT = N_("No time for: {items}")
_SHORT_CHECK = N_(
    "Short check before the first lesson: about five minutes a person, while the others arrive. It is not in "
    "these minutes."
)
_FREE = N_("{count} minutes stay free: a class always takes longer.")


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """A question to raise cards at, and the number of its step in the lesson."""

    step: int
    text: str


def item_title(item: Item, phrases: Phrases, lesson_title: TitleOf) -> str:
    """Return the title of an item."""
    return lesson_title(item.lesson) if item.lesson else phrases(ITEMS[item.kind].title)


def item_note(
    item: Item, phrases: Phrases, lesson_title: TitleOf, seats: PhoneTables | None = None
) -> str:
    """Return the note on an item: of a refresher with its lessons, of own phones with their tables."""
    note = phrases(ITEMS[item.kind].note)
    if item.kind == "scam" and item.lesson:
        # The title is that of the bulletin.
        note = f"{phrases(ITEMS[item.kind].title)}. {note}"
    if item.again:
        lessons = ", ".join(map(lesson_title, item.again))
        note = f"{note} {phrases(_LAST_TIME, lessons=lessons)}"
    if item.kind == "phones" and seats is not None:
        rows = ((_ANDROID, seats.android), (_IPHONE, seats.iphone), (_WITHOUT, seats.without))
        where = "; ".join(
            phrases(message, people=people, tables=PhoneTables.for_people(people))
            for message, people in rows
            if people
        )
        note = f"{note} {where}.".strip() if where else note
    return note


QuestionsOf = Callable[[str], Sequence[CardQuestion]]
"""Returns the questions of a lesson to vote on with cards."""


def cards_note(item: Item, phrases: Phrases, questions_of: QuestionsOf) -> str:
    """Return the questions of an item at which cards are raised, "" where there is none."""
    questions = questions_of(item.lesson) if item.lesson else ()
    quoted = [
        phrases(_CARD_QUESTION, number=each.step, question=phrases.fill(each.text))
        for each in questions
    ]
    return phrases(_CARDS_AT, questions="; ".join(quoted)) if quoted else ""


_AGAIN = N_("Please do it again on your own phone:")
_RAISE_A_HAND = N_("If something is not clear, raise a hand: somebody comes and sits beside you.")


def class_lines(
    item: Item,
    lessons: Iterable[str],
    phrases: Phrases,
    acts_of: Callable[[str], Sequence[str]],
) -> tuple[str, ...]:
    """Return what the class reads below the title of an item: on own phones, what to do there.

    `lessons` are those that the class had, and `acts_of` returns what to do after each.
    """
    if item.kind != "phones":
        return ()
    acts = [act for lesson in lessons for act in acts_of(lesson)]
    first = (phrases(_AGAIN), *acts) if acts else ()
    return (*first, phrases(_RAISE_A_HAND))


def power_cut_note(item: Item, phrases: Phrases) -> str:
    """Return how an item goes on without power."""
    return phrases(N_("No power: {what}"), what=phrases(ITEMS[item.kind].power))


def _paper_of(copies: Copies, phrases: Phrases, lesson_title: TitleOf) -> str:
    """Return the line for one paper to print."""
    title = lesson_title(copies.lesson) if copies.lesson else ""
    return phrases(_PAPERS[copies.paper], lesson=title, copies=copies.copies)


def _remarks(plan: Plan, phrases: Phrases, lesson_title: TitleOf) -> tuple[str, ...]:
    """Return the items that there is no time for, and the minutes that stay free."""
    remarks = []
    if plan.left_out:
        names = [
            lesson_title(lesson) if (lesson := lesson_of(key)) else _title_of_key(key, phrases)
            for key in plan.left_out
        ]
        remarks.append(phrases(_LEFT_OUT, items=", ".join(names)))
    if plan.free:
        remarks.append(phrases(_FREE, count=plan.free))
    return tuple(remarks)


@dataclass(frozen=True, slots=True)
class ItemText:
    """The texts of one item; a `title` that ends in + can be left out."""

    item: Item
    title: str
    note: str
    power: str


@dataclass(frozen=True, slots=True)
class PlanText:
    """The texts of a plan: its items, and `below` them what is missing and what to print."""

    items: tuple[ItemText, ...]
    below: tuple[str, ...]


def describe_plan(
    plan: Plan,
    phrases: Phrases,
    lesson_title: TitleOf,
    papers: Iterable[Copies],
    seats: PhoneTables | None = None,
    questions_of: QuestionsOf = lambda _: (),
) -> PlanText:
    """Return the texts of a plan for a screen or paper; `questions_of` a lesson are those to vote on."""
    items = tuple(
        ItemText(
            item,
            item_title(item, phrases, lesson_title) + (" +" if item.droppable else ""),
            " ".join(
                filter(
                    None,
                    (
                        item_note(item, phrases, lesson_title, seats),
                        cards_note(item, phrases, questions_of),
                    ),
                )
            ),
            power_cut_note(item, phrases),
        )
        for item in plan.items
    )
    droppable = any(item.droppable for item in plan.items)
    # Only the first class of a hamlet has nothing to refresh.
    first = "refresh" not in {*plan.left_out, *(item.kind for item in plan.items)}
    return PlanText(
        items,
        (
            *_remarks(plan, phrases, lesson_title),
            *((phrases(_SHORT_CHECK),) if first and plan.lessons else ()),
            *([phrases(N_("+ can be left out if time gets short."))] if droppable else ()),
            *(
                phrases(N_("Print: {what}"), what=_paper_of(copies, phrases, lesson_title))
                for copies in papers
            ),
        ),
    )


def where(session: Session) -> str:
    """Return the place and the hamlet of a class, the hamlet only where the place does not name it."""
    named = fold_case(session.hamlet) in fold_case(session.place)
    return session.place if named else ", ".join(filter(None, (session.place, session.hamlet)))


def about_class(session: Session, phrases: Phrases, titles: Callable[[Sequence[str]], str]) -> str:
    """Return in one line when and where a class is, for how many, and what is learnt."""
    parts = (
        written_day(session.day, phrases),
        session.time,
        where(session),
        phrases(N_("{minutes} minutes"), minutes=session.minutes),
        phrases(N_("{people} people"), people=session.expected),
        titles(session.lessons),
    )
    return " · ".join(part for part in parts if part)


def timetable_headings(phrases: Phrases, begins: str = "") -> tuple[str, str, str]:
    """Return the headings of the rows of `timetable`."""
    first = N_("Minute") if parse_hour(begins) is None else N_("Begins")
    return phrases(first), phrases(N_("What we do")), phrases(N_("Think of"))


def timetable(plan: PlanText, phrases: Phrases, begins: str = "") -> list[tuple[str, str, str]]:
    """Return the rows of the page to print: when an item begins, its title, what to think of.

    `begins` is the time of the class, such as "19:30"; without it items are counted in minutes from 0.
    """
    return [
        (
            phrases(
                N_("{start} ({minutes} min)"),
                start=_clock(begins, text.item.start),
                minutes=text.item.minutes,
            ),
            text.title,
            f"{text.note} {text.power}",
        )
        for text in plan.items
    ]


def _clock(begins: str, minutes: int) -> str:
    """Return the time of day so many minutes after the beginning, or the minutes if it is not known."""
    time = parse_hour(begins)
    if time is None:
        return str(minutes)
    hour, minute = divmod(int(time[:2]) * 60 + int(time[3:]) + minutes, 60)
    return f"{hour % 24:02}:{minute:02}"


TIMETABLE = N_("The class minute by minute")


def _title_of_key(key: str, phrases: Phrases) -> str:
    return next((phrases(item.title) for kind, item in ITEMS.items() if kind == key), key)


def guide_lines(guide: Guide | None, phrases: Phrases) -> tuple[str, ...]:
    """Return the volunteer's notes on one step of a lesson, one a line."""
    if guide is None:
        return ()
    rows = (
        (_ASK, guide.ask, {"what": phrases.fill(guide.ask)}),
        (_WAIT, guide.wait, {"seconds": guide.wait}),
        (_AVOID, guide.avoid, {"what": phrases.fill(guide.avoid)}),
        (_OWN_PHONE, guide.own_phone, {"what": phrases.fill(guide.own_phone)}),
    )
    return tuple(phrases(message, **values) for message, given, values in rows if given)


def prompts(item: Item, phrases: Phrases) -> tuple[str, ...]:
    """Return what to say, to ask and to avoid at an item."""
    words = ITEMS[item.kind]
    rows = ((_SAY, words.say), (_ASK, words.ask), (_AVOID, words.avoid))
    return tuple(
        phrases(message, what=phrases(text, minutes=item.minutes)) for message, text in rows if text
    )


def rehearsal_lines(item: Item, phrases: Phrases, catalogue: Catalogue) -> Iterator[str]:
    """Yield all notes on an item; for a lesson also those on its steps."""
    yield phrases(ITEMS[item.kind].note)
    yield from prompts(item, phrases)
    if item.lesson:
        try:
            lesson = catalogue.load(item.lesson, phrases.language).lesson
        except LessonError:
            yield phrases("This lesson cannot be read. Please pick another.")
            return
        for place, step in zip(lesson.step_numbers, lesson.steps, strict=True):
            for line in guide_lines(step.guide, phrases):
                yield phrases(N_("Step {step}: {what}"), step=place, what=line)
