"""The practice phone as a whole: each screen has a way home, and nothing can be taken for the real thing."""

import re
from collections.abc import Callable, Iterator

from tutor.content.model import Effect, PhoneItem, Place, Problem
from tutor.phone import PhoneWorld, start, way

# Looked for in every text and id, and in every value that is set: a screen may show it.
_REAL_NAMES = re.compile(
    r"zalo|facebook|messenger|instagram|telegram|tiktok|youtube|google|android|apple|iphone|samsung"
    r"|oppo|xiaomi|huawei|ch play|shopee|lazada|tiki\b|sendo|\bgrab|\bmomo\b|postmart|vneid|vssid"
    r"|vnetraffic|etax|ntrust|viettel|vinaphone|mobifone|vietnamobile|vnpt|fpt|\bevn|vietcombank"
    r"|vietinbank|agribank|bidv|techcombank|mbbank|vpbank|acb\b|sacombank|lpbank|tpbank|vietnam post"
    r"|https?:|www\.|\.(?:com|vn|gov|net|org|info|top|vip|xyz|shop|cc)\b"
)
_ADDRESS = re.compile(r"\b[a-z0-9-]+\.[a-z]{2,}\b")
_INVENTED = (".example", ".apk")

PlaceOf = Callable[[str], Place]


def check_ways_home(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield the screens from which no press leads to the home screen; `place_of` takes an app's id."""
    for name in world.screens:
        if way(world, start(world, {"screen": name}), {"screen": world.home}) is None:
            yield Problem(place_of(_app(name)), "phone-dead-end", {"screen": name})


def check_names(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield every text and id, and every value that is set, that looks like a real name or link."""
    for app_id, app in world.apps.items():
        written = {text for screen in app.screens for text in _written(world, app_id, screen.id)}
        for text in sorted({app_id, app.title, *written}):
            if looks_real(text):
                yield Problem(place_of(app_id), "phone-real-name", {"text": text})


def looks_real(text: str) -> bool:
    """Tell whether a text names a real brand or agency, or holds a link that may lead somewhere."""
    if _REAL_NAMES.search(text.lower()):
        return True
    return any(not found.endswith(_INVENTED) for found in _ADDRESS.findall(text))


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
