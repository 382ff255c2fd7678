"""One file of the practice phone: from plain values to an app, with every fault at its place."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast, get_args

from tutor.content.model import Problem
from tutor.content.phone_model import (
    MAX_ITEMS,
    Effect,
    ItemKind,
    Keyboard,
    PhoneApp,
    PhoneItem,
    PhoneScreen,
    Scalar,
)
from tutor.content.steps import FORMAT
from tutor.content.yaml_reader import Document
from tutor.i18n import N_

T = TypeVar("T")
_Path = tuple[str | int, ...]

# The phone is drawn 34 columns wide: a label stands beside its number and value, a detail below it.
MAX_LABEL = 22
MAX_DETAIL = 40

_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
_EFFECT = ("copies", "sets", "toggles", "steps", "goes", "says")
_ITEM = (
    *("id", "detail", "shows", "unit", "fills", "gesture", "sample", "keyboard", "way-out"),
    *("when", "hold"),
    *_EFFECT,
)
_SCREEN = ("title", "items", "gestures")
_APP = ("format", "app", "title", "values", "ranges", "over", "screens")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VALUE_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_GESTURE = re.compile(
    r"power|volume[ -](?:up|down)|swipe (?:up|down|left|right)|hold [a-z0-9]+(?:-[a-z0-9]+)*"
)
_NO_SCREEN = ("back", "home")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a screen (`value` is None) or a value, with what the value should be able to be.

    `like` names another value whose kind it should have.
    """

    path: _Path
    name: str
    value: Scalar | None = None
    wanted: type | tuple[type, ...] | None = None
    like: str = ""


class PhoneReader:
    """Makes an app of one document, reporting what does not fit and noting the names it uses."""

    def __init__(self, document: Document, language: str, problems: list[Problem]) -> None:
        self._document = document
        self._language = language
        self._problems = problems
        self.screens: list[Mention] = []
        self.values: list[Mention] = []

    def report(self, code: str, path: _Path, **details: str) -> None:
        """Add a problem at the place of this path."""
        place = self._document.key_place(*path) if path else self._document.place()
        self._problems.append(Problem(place, code, details))

    def app(self) -> PhoneApp | None:
        """Return the app of the document, None when it cannot be one."""
        data = self._mapping((), self._document.data, _APP, ("format", "app", "title", "screens"))
        if not data:
            return None
        if data.get("format") != FORMAT or data.get("format") is True:
            self.report(
                "phone-format", ("format",), format=str(data.get("format")), known=str(FORMAT)
            )
            return None
        app_id = self._id(("app",), data.get("app"))
        screens = self._typed(("screens",), data.get("screens"), dict, N_("screens by their ids"))
        if app_id is None or not screens:
            return None
        return PhoneApp(
            id=app_id,
            title=self._text(("title",), data.get("title"), MAX_LABEL),
            values=self._values(data.get("values", {})),
            ranges=self._ranges(data.get("ranges", {})),
            over=self._over(data.get("over", {})),
            screens=tuple(self._screen(("screens", key), screens[key]) for key in screens),
        )

    def _values(self, data: Any) -> dict[str, Scalar]:
        found: dict[str, Scalar] = {}
        known = self._typed(("values",), data, dict, N_("values by their names"))
        for name, value in (known or {}).items():
            path = ("values", name)
            if not _VALUE_NAME.fullmatch(name):
                self.report("phone-id", path, id=name)
            elif (
                self._typed(path, value, (bool, int, str), N_("true, false, a number or a text"))
                is not None
            ):
                found[name] = value
                self.values.append(Mention(path, name, value))
        return found

    def _ranges(self, data: Any) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        known = self._typed(("ranges",), data, dict, N_("ranges by the names of values"))
        for name, ends in (known or {}).items():
            path = ("ranges", name)
            if (
                isinstance(ends, list)
                and [type(end) for end in ends] == [int, int]
                and ends[0] < ends[1]
            ):
                found[name] = (ends[0], ends[1])
                self.values.append(Mention(path, name, wanted=int))
            else:
                wanted = N_("the least and the greatest number, such as [0, 10]")
                self.report("phone-wrong-type", path, key=name, wanted=wanted)
        return found

    def _over(self, data: Any) -> dict[str, tuple[str, int | str]]:
        found: dict[str, tuple[str, int | str]] = {}
        known = self._typed(("over",), data, dict, N_("pairs of numbers by the names of values"))
        for name, pair in (known or {}).items():
            path = ("over", name)
            kinds = [type(one) for one in pair] if isinstance(pair, list) else []
            if kinds in ([str, int], [str, str]):
                found[name] = (pair[0], pair[1])
                self.values.append(Mention(path, name, wanted=bool))
                self.values += [Mention(path, one, wanted=int) for one in pair if type(one) is str]
            else:
                wanted = N_("a number's name and a number or its name, such as [paid, 100]")
                self.report("phone-wrong-type", path, key=name, wanted=wanted)
        return found

    def _screen(self, path: _Path, data: Any) -> PhoneScreen:
        screen = self._mapping(path, data, _SCREEN, ("title", "items"))
        screen_id = self._id(path, path[-1]) or ""
        listed = self._typed((*path, "items"), screen.get("items", []), list, N_("a list of items"))
        items = [
            item
            for number, entry in enumerate(listed or [])
            if (item := self._item((*path, "items", number), entry)) is not None
        ]
        pressed = {item.id for item in items if item.tap or item.kind not in ("text", "message")}
        if len(pressed) > MAX_ITEMS:
            self.report("phone-many-items", path, count=str(len(pressed)), limit=str(MAX_ITEMS))
        return PhoneScreen(
            id=screen_id,
            title=self._text((*path, "title"), screen.get("title"), MAX_LABEL),
            items=tuple(items),
            gestures=self._gestures((*path, "gestures"), screen.get("gestures", {})),
        )

    def _gestures(self, path: _Path, data: Any) -> dict[str, Effect]:
        found: dict[str, Effect] = {}
        known = self._typed(path, data, dict, N_("effects by gestures"))
        for words, effect in (known or {}).items():
            inner = (*path, words)
            if self._gesture(inner, words):
                found[words] = self._effect(inner, self._mapping(inner, effect, _EFFECT))
        return found

    def _item(self, path: _Path, data: Any) -> PhoneItem | None:
        entry = self._mapping(path, data, (*_KINDS, *_ITEM), ("id",))
        kinds = [kind for kind in _KINDS if kind in entry]
        if len(kinds) != 1:
            if entry:
                self.report("phone-item-kind", path, known=_listed(_KINDS))
            return None
        kind = kinds[0]
        item_id = self._id((*path, "id"), entry["id"]) if "id" in entry else None
        if item_id is None:
            return None
        for key, needed_by in (("gesture", "key"), ("fills", "field")):
            if kind == needed_by and key not in entry:
                self.report("phone-missing-key", path, key=key)
        words = self._word((*path, "gesture"), entry.get("gesture", ""))
        if words and not self._gesture((*path, "gesture"), words):
            words = ""
        return PhoneItem(
            kind=kind,
            id=item_id,
            label=self._text(
                (*path, kind), entry[kind], MAX_LABEL if _pressed(kind) else MAX_DETAIL
            ),
            detail=self._text((*path, "detail"), entry.get("detail", ""), MAX_DETAIL),
            shows=self._value_name((*path, "shows"), entry.get("shows", "")),
            unit=self._text((*path, "unit"), entry.get("unit", ""), MAX_LABEL),
            fills=self._value_name((*path, "fills"), entry.get("fills", ""), (str, int)),
            gesture=words,
            sample=self._text((*path, "sample"), entry.get("sample", ""), MAX_DETAIL),
            keyboard=self._keyboard((*path, "keyboard"), entry.get("keyboard", "any")),
            way_out=bool(
                self._typed(
                    (*path, "way-out"), entry.get("way-out", False), bool, N_("true or false")
                )
            ),
            when=self._scalars((*path, "when"), entry.get("when", {})),
            tap=self._effect(path, entry) if any(key in entry for key in _EFFECT) else None,
            hold=self._effect(
                (*path, "hold"), self._mapping((*path, "hold"), entry["hold"], _EFFECT)
            )
            if "hold" in entry
            else None,
        )

    def _keyboard(self, path: _Path, name: Any) -> Keyboard:
        for one in get_args(Keyboard):
            if name == one:
                return cast(Keyboard, one)
        self.report("phone-wrong-type", path, key="keyboard", wanted=_listed(get_args(Keyboard)))
        return "any"

    def _effect(self, path: _Path, data: Mapping[str, Any]) -> Effect:
        goes = self._word((*path, "goes"), data.get("goes", ""))
        if goes and goes not in _NO_SCREEN:
            self.screens.append(Mention((*path, "goes"), goes))
        steps: dict[str, int | str] = {}
        given = self._typed((*path, "steps"), data.get("steps", {}), dict, N_("steps by values"))
        for name, step in (given or {}).items():
            inner = (*path, "steps", name)
            if self._typed(inner, step, (int, str), N_("a whole number")) is not None:
                steps[name] = step
                self.values.append(Mention(inner, name, wanted=int))
                if isinstance(step, str):
                    self.values.append(Mention(inner, step.removeprefix("-"), wanted=int))
        return Effect(
            copies=self._copies((*path, "copies"), data.get("copies", {})),
            sets=self._scalars((*path, "sets"), data.get("sets", {})),
            toggles=self._value_name((*path, "toggles"), data.get("toggles", ""), bool),
            steps=steps,
            goes=goes,
            says=self._text((*path, "says"), data.get("says", ""), 0),
        )

    def _copies(self, path: _Path, data: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        known = self._typed(path, data, dict, N_("names of values by names of values"))
        for name, source in (known or {}).items():
            inner = (*path, name)
            if self._value_name(inner, source):
                self.values.append(Mention(inner, name, like=source))
                found[name] = source
        return found

    def _scalars(self, path: _Path, data: Any) -> dict[str, Scalar]:
        found: dict[str, Scalar] = {}
        known = self._typed(path, data, dict, N_("values by their names"))
        for name, value in (known or {}).items():
            inner = (*path, name)
            if (
                self._typed(inner, value, (bool, int, str), N_("true, false, a number or a text"))
                is not None
            ):
                found[name] = value
                self.values.append(Mention(inner, name, value))
        return found

    def _value_name(
        self, path: _Path, data: Any, wanted: type | tuple[type, ...] | None = None
    ) -> str:
        name = self._word(path, data)
        if name:
            self.values.append(Mention(path, name, wanted=wanted))
        return name

    def _gesture(self, path: _Path, words: str) -> bool:
        if _GESTURE.fullmatch(words):
            return True
        self.report("phone-gesture", path, translate=words)
        return False

    def _id(self, path: _Path, data: Any) -> str | None:
        name = str(data) if type(data) is int else data
        if isinstance(name, str) and _ID.fullmatch(name):
            return name
        self.report("phone-id", path, id=str(data))
        return None

    def _word(self, path: _Path, data: Any) -> str:
        return self._typed(path, data, str, N_("one name")) or ""

    def _text(self, path: _Path, data: Any, limit: int) -> str:
        """Return a text in the reader's language; one that is written once holds for all languages."""
        if isinstance(data, dict):
            if self._language not in data:
                self.report("phone-no-language", path, language=self._language)
                return ""
            data = data[self._language]
        text: str = self._typed(path, data, str, N_("a text, such as {vi: …, en: …}")) or ""
        if limit and len(text) > limit:
            self.report("phone-long", path, text=text, count=str(len(text)), limit=str(limit))
        return text

    def _typed(
        self, path: _Path, data: Any, wanted: type[T] | tuple[type[T], ...], words: str
    ) -> T | None:
        kinds = wanted if isinstance(wanted, tuple) else (wanted,)
        if type(data) in kinds:
            return data  # type: ignore[no-any-return]
        self.report("phone-wrong-type", path, key=str(path[-1]), wanted=words)
        return None

    def _mapping(
        self, path: _Path, data: Any, known: Iterable[str], needed: Iterable[str] = ()
    ) -> dict[str, Any]:
        if type(data) is not dict:
            key = str(path[-1]) if path else ""
            self.report("phone-wrong-type", path, key=key, wanted=N_("keys with values"))
            return {}
        names = tuple(known)
        for key in data:
            if key not in names:
                details = {"key": key, "near": nearest(key, names), "known": _listed(names)}
                self.report("phone-unknown-key", (*path, key), **details)
        for key in needed:
            if key not in data:
                self.report("phone-missing-key", path, key=key)
        return data


def _pressed(kind: ItemKind) -> bool:
    return kind not in ("text", "message")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like this one, an empty one when nothing is known."""
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, 0)
    return close[0] if close else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
