"""The practice phone on paper: the presses of a step, and pictures of its screens as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.content.steps import Call, Chat, Lesson, Practise, Show, Spot
from tutor.i18n import N_
from tutor.phone import (
    Gesture,
    Line,
    PhoneView,
    PhoneWorld,
    Target,
    parse_gesture,
    press,
    shortest_path,
    start,
    view,
)
from tutor.publish.material import Material, PageTexts

# At letters this large no more fit beside each other.
MOST_PICTURES = 2
_MOST_ROWS = 6
# "Hang up" and "Block the sender" have this number in every lesson.
WAY_OUT = "9"

# Presses.


@dataclass(frozen=True, slots=True)
class Press:
    """A press on the phone with the screen before it; `text` is what is typed into a field."""

    phone_view: PhoneView
    target: Target
    text: str = ""


Presses = tuple[Press, ...]


def presses_by_step(material: Material) -> Mapping[int, Presses]:
    """Return the presses of the steps on the practice phone that everybody does, by the step's index."""
    if material.world is None:
        return {}
    return {
        index: presses_of(material.world, step)
        for index, step in enumerate(material.lesson.steps)
        if isinstance(step, Show | Practise) and not step.when
    }


def presses_of(world: PhoneWorld, step: Show | Practise) -> Presses:
    """Return the presses of a step, none if a gesture has no target on the screen that paper could name."""
    phone = start(world, step.phone)
    presses: list[Press] = []
    for gesture in _gestures(world, step):
        phone_view = view(world, phone)
        target = _target(phone_view, gesture)
        if target is None:
            return ()
        presses.append(Press(phone_view, target, gesture.text))
        phone = press(world, phone, gesture)
    return tuple(presses)


def _gestures(world: PhoneWorld, step: Show | Practise) -> tuple[Gesture, ...]:
    if isinstance(step, Practise):
        return shortest_path(world, start(world, step.phone), step.goal) or ()
    return tuple(filter(None, map(parse_gesture, step.moves)))


def _target(phone_view: PhoneView, gesture: Gesture) -> Target | None:
    for target in phone_view.targets:
        typed = gesture.kind == "type" and target.gesture.target == gesture.target
        if typed or target.gesture == gesture:
            return target
    return None


def describe_press(action: Press, texts: PageTexts) -> str:
    """Return a press in words."""
    label = texts.line(action.target.label)
    if action.target.kind == "field":
        # Amounts and codes are those of the practice phone: at home others are typed.
        if action.text.replace(".", "").isdigit():
            return texts(N_("Type in “{label}”"), label=label)
        return texts(N_("Type “{text}” in “{label}”"), text=action.text, label=label)
    # A key is labelled with its gesture, such as "Hold the power button".
    return label if action.target.kind == "key" else texts(N_("Press “{label}”"), label=label)


# Pictures.


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a screen; `pressable` is what can be pressed. The keys of the laptop have no place here.

    `marked` is what to press; `odd` is a part of a message that gives a scam away.
    """

    text: str
    pressable: bool = False
    marked: bool = False
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen of the practice phone; `above` and `below` tell that it has more rows than the picture.

    `caption` stands over it. On a scam it says so.
    """

    title: str
    rows: tuple[Row, ...]
    above: bool = False
    below: bool = False
    caption: str = ""


def pictures(lesson: Lesson, ways: Iterable[Presses], texts: PageTexts) -> tuple[Picture, ...]:
    """Return up to two pictures of a lesson: the way on the phone, else a message, else a call to refuse."""
    for presses in ways:
        if presses:
            return _screens(presses, texts)
    for step in lesson.steps:
        if (
            isinstance(step, Spot)
            and any(part.flag for part in step.message.parts)
            and not step.message.has_details
        ):
            return (_scam_message(step, texts),)
    for step in lesson.steps:
        if isinstance(step, Call | Chat) and not step.genuine:
            return (_call_to_refuse(step, texts),)
    return ()


def _screens(presses: Presses, texts: PageTexts) -> tuple[Picture, ...]:
    """Return the first screens of a way, each with the first press on it."""
    firsts: dict[str, Press] = {}
    for action in presses:
        firsts.setdefault(action.phone_view.screen, action)
    return tuple(_screen(action, texts) for action in list(firsts.values())[:MOST_PICTURES])


def _screen(action: Press, texts: PageTexts) -> Picture:
    # Keys on the phone's edge and gestures are not on its screen; what is pressed is always shown.
    items = [item for item in action.phone_view.rows if item.kind != "key" or item == action.target]
    if action.target not in items:
        items.append(action.target)
    first = max(0, min(items.index(action.target) - 1, len(items) - _MOST_ROWS))
    visible = items[first : first + _MOST_ROWS]
    return Picture(
        texts.line(action.phone_view.title),
        tuple(_row(item, action.target, texts) for item in visible),
        above=first > 0,
        below=first + len(visible) < len(items),
    )


def _row(item: Line | Target, pressed: Target, texts: PageTexts) -> Row:
    text = texts.line(item.label)
    if isinstance(item.value, bool):
        text = f"{text}: {texts(N_('on') if item.value else N_('off'))}"
    if isinstance(item, Line):
        return Row(text)
    return Row(text, pressable=True, marked=item == pressed)


def _scam_message(step: Spot, texts: PageTexts) -> Picture:
    rows = tuple(Row(texts.line(part.text), odd=bool(part.flag)) for part in step.message.parts)
    caption = texts(N_("A scam. Its signs are underlined."))
    return Picture(texts.line(step.message.sender), rows, caption=caption)


def _call_to_refuse(step: Call | Chat, texts: PageTexts) -> Picture:
    is_call = isinstance(step, Call)
    caller = (texts.line(step.caller.name), texts.line(step.caller.number))
    first_line = next(iter(step.nodes.values())).says
    rows = (
        Row(" ".join(filter(None, caller))),
        Row(f"“{texts.line(first_line)}”"),
        Row(
            texts(N_("Hang up") if is_call else N_("Block the sender")), pressable=True, marked=True
        ),
    )
    title = texts(N_("Practice call") if is_call else N_("Practice messages"))
    caption = N_("A scam call. Please hang up.") if is_call else N_("A scam. Please block it.")
    return Picture(title, rows, caption=texts(caption))
