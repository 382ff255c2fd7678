"""Checks of the practice phone: its screens, and the lesson steps that use it."""

from collections.abc import Iterator, Mapping

from tutor.authoring.context import CheckContext, PracticePhone
from tutor.authoring.script import Script
from tutor.authoring.style_checks import long_breaths, long_details
from tutor.authoring.voice_checks import (
    capitals_without_marks,
    has_sign,
    mark_problems,
    signs_of_lost_marks,
)
from tutor.authoring.wording_checks import looks_real, overdue_in, overdue_problem
from tutor.content.decoding import nearest
from tutor.content.model import Effect, PhoneItem, Problem, Scalar
from tutor.content.steps import Practise, Show
from tutor.phone import (
    PhoneWorld,
    parse_gesture,
    press,
    shortest_path,
    start,
    targets,
)

_SCREEN = "screen"
# The moves that are named where nothing shows which one was meant.
_MOST_NAMED = 9


def check_phone_steps(script: Script) -> Iterator[Problem]:
    """Yield the problems of the steps that use the practice phone; none where there is no phone."""
    phone = script.context.phone(script.lesson.language)
    if phone is None:
        return
    for index, step in enumerate(script.lesson.steps):
        if isinstance(step, Show):
            problems = list(_check_values(phone.world, script, index, "phone", step.phone))
            yield from problems or _check_moves(phone, script, index, step)
        elif isinstance(step, Practise):
            problems = [
                *_check_values(phone.world, script, index, "phone", step.phone),
                *_check_values(phone.world, script, index, "goal", step.goal),
                *_check_because(phone, script, index, step),
            ]
            yield from problems or _check_goal(phone, script, index, step)


def _check_values(
    world: PhoneWorld, script: Script, index: int, key: str, values: Mapping[str, Scalar]
) -> Iterator[Problem]:
    if key == "goal" and not values:
        yield script.problem("goal-empty", index, key)
    for name, value in values.items():
        at = (index, key, name)
        if name == _SCREEN:
            if world.find(str(value)) is None:
                near = nearest(str(value), (*world.apps, *world.screens))
                near = near or "`, `".join(sorted(world.apps))
                yield script.problem("screen-unknown", *at, screen=str(value), near=near)
        elif name not in world.values:
            near = nearest(name, world.values) or "`, `".join(list(world.values)[:_MOST_NAMED])
            yield script.problem("phone-value-unknown", *at, name=name, near=near)
        elif not world.fits(name, value):
            details = {"value": _in_script(value), "like": _in_script(world.values[name])}
            yield script.problem("phone-value-unfit", *at, name=name, **details)


def _check_moves(phone: PracticePhone, script: Script, index: int, step: Show) -> Iterator[Problem]:
    world = phone.world
    if not step.moves:
        yield script.problem("needs-list", index, "moves", key="moves")
    state = start(world, step.phone)
    for i, words in enumerate(step.moves):
        gesture = parse_gesture(words)
        if gesture is None:
            yield script.problem("move-unknown", index, "moves", i, move=words)
            return
        after = press(world, state, gesture)
        if after == state and not after.message:
            here = [str(target.gesture) for target in targets(world, state)]
            # A move that another screen has is no misspelling of one that is possible here.
            near = "" if words in phone.moves else nearest(words, here)
            near = near or ", ".join(here[:_MOST_NAMED])
            yield script.problem("move-nothing", index, "moves", i, move=words, near=near)
            return
        state = after


def _check_because(
    phone: PracticePhone, script: Script, index: int, step: Practise
) -> Iterator[Problem]:
    """Yield moves in `because` that no screen of the phone has."""
    for move in step.because:
        if parse_gesture(move) is None:
            yield script.problem("move-unknown", index, "because", move, move=move)
        elif move not in phone.moves:
            near = nearest(move, phone.moves) or "back"
            yield script.problem("move-nowhere", index, "because", move, move=move, near=near)


def _check_goal(
    phone: PracticePhone, script: Script, index: int, step: Practise
) -> Iterator[Problem]:
    presses = phone.reach(step, script.step_place(index, "goal"))
    if not presses:
        code = "goal-unreachable" if presses is None else "goal-reached"
        yield script.problem(code, index, "goal")


def _in_script(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_phone(context: CheckContext) -> Iterator[Problem]:
    """Yield the problems of the screens of the practice phone.

    The languages of the phone differ only in its texts, so the ways home are checked in one of them.
    """
    worlds = [phone.world for phone in context.phones()]
    problems = [problem for world in worlds for problem in _check_names(world, context)]
    # Names that are the same in all languages are reported once.
    yield from (problem for i, problem in enumerate(problems) if problem not in problems[:i])
    for world in worlds[:1]:
        yield from _check_ways_home(world, context)


def check_phone_texts(context: CheckContext, language: str) -> Iterator[Problem]:
    """Yield texts of the practice phone that are hard to hear, and overdue facts in them."""
    overdue = context.overdue_facts(language)
    texts = list(context.phone_texts(language))
    signs = signs_of_lost_marks("\n".join(text for text, _ in texts), language)
    for text, place in texts:
        for sentence, count in long_breaths(text, language):
            yield Problem(place, "breath-long", long_details(sentence, count, language))
        for bare in capitals_without_marks(text, language):
            yield Problem(place, "marks-missing", {"text": bare})
        if has_sign(text, signs):
            yield from mark_problems(text, language, place)
        for fact in overdue_in(text, overdue, language):
            yield overdue_problem(fact, place)


def _check_ways_home(world: PhoneWorld, context: CheckContext) -> Iterator[Problem]:
    """Yield the screens from which no press leads to the home screen."""
    for name in world.screens:
        state = start(world, {"screen": name})
        if shortest_path(world, state, {"screen": world.home}, keep=False) is None:
            app = name.partition("/")[0]
            yield Problem(context.phone_place(app), "phone-dead-end", {"screen": name})


def _check_names(world: PhoneWorld, context: CheckContext) -> Iterator[Problem]:
    """Yield every text and id, and every value that is set, that looks like a real name or link.

    A value that is set may be shown by a screen.
    """
    for app_id in context.own_apps(world):
        app = world.apps[app_id]
        written = {
            text for screen in app.screens for text in _screen_texts(world, app_id, screen.id)
        }
        for text in sorted({app_id, app.title, *written}):
            if looks_real(text):
                yield Problem(context.phone_place(app_id, text), "phone-real-name", {"text": text})


def _screen_texts(world: PhoneWorld, app_id: str, screen_id: str) -> Iterator[str]:
    screen = world.screens.get(f"{app_id}/{screen_id}")
    if screen is None:
        return
    yield from (screen.id, screen.title)
    for effect in screen.gestures.values():
        yield from _effect_texts(effect)
    for item in screen.items:
        yield from _item_texts(item)


def _item_texts(item: PhoneItem) -> Iterator[str]:
    yield from (item.id, item.label, item.detail, item.sample, *map(str, item.when.values()))
    for effect in (item.tap, item.hold):
        if effect is not None:
            yield from _effect_texts(effect)


def _effect_texts(effect: Effect) -> Iterator[str]:
    yield from (effect.says, *map(str, effect.sets.values()))
