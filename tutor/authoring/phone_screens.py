"""The practice phone as a whole: each screen has a way home, and nothing can be taken for the real thing."""

from collections.abc import Callable, Iterator

from tutor.authoring.real_names import looks_real
from tutor.content.model import Place, Problem
from tutor.content.phone_model import Effect, PhoneItem
from tutor.phone import PhoneWorld, start, way

PlaceOf = Callable[[str], Place]


def check_ways_home(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield the screens from which no press leads to the home screen; `place_of` takes an app's id."""
    for name in world.screens:
        if way(world, start(world, {"screen": name}), {"screen": world.home}) is None:
            yield Problem(place_of(_app(name)), "phone-dead-end", {"screen": name})


def check_names(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield every text and id, and every value that is set, that looks like a real name or link.

    A value that is set may be shown by a screen.
    """
    for app_id, app in world.apps.items():
        written = {text for screen in app.screens for text in _written(world, app_id, screen.id)}
        for text in sorted({app_id, app.title, *written}):
            if looks_real(text):
                yield Problem(place_of(app_id), "phone-real-name", {"text": text})


def _app(screen: str) -> str:
    return screen.partition("/")[0]


def _written(world: PhoneWorld, app_id: str, screen_id: str) -> Iterator[str]:
    screen = world.screens.get(f"{app_id}/{screen_id}")
    if screen is None:
        return
    yield from (screen.id, screen.title)
    for effect in screen.gestures.values():
        yield from _told(effect)
    for item in screen.items:
        yield from _shown(item)


def _shown(item: PhoneItem) -> Iterator[str]:
    yield from (item.id, item.label, item.detail, item.sample, *map(str, item.when.values()))
    for effect in (item.tap, item.hold):
        if effect is not None:
            yield from _told(effect)


def _told(effect: Effect) -> Iterator[str]:
    yield from (effect.says, *map(str, effect.sets.values()))
