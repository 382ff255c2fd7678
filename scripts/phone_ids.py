"""Write docs/phone.md: the apps, screens, ids and values of the practice phone, for writers of lessons."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tutor.content.phone_model import Effect, PhoneApp, PhoneItem, Scalar
from tutor.content.phones import load_phone

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "phone.md"

HEAD = """\
# The practice phone: apps, screens, ids and values

Written by `scripts/phone_ids.py` from `lessons/phone/*.yaml`. How a lesson uses the phone stands in
[lessons.md](lessons.md#the-practice-phone).

A step starts with `phone:` (a `screen`, and any value) and ends when its `goal:` holds (values, a `screen`,
or both). `moves:` names gestures: `tap ID`, `hold ID`, `swipe left`, `back`, `home`, `power`, `hold power`,
`volume up`, `type ID text to type`. What stands on a screen has a number; `swipe down` opens the
notifications anywhere. A text is quoted when it looks like a number. A field takes any text: rather than
the text, make the value a goal that the button after it sets, such as `sell.posted`.

- Dark and locked: `{awake: false, locked: true}`; off: `{power: false, locked: true}`; locked with a code:
  `{locked: true, lock.code: true}`.
- Hoa calls: `{screen: calls/incoming}`; a stranger: `{screen: calls/incoming, call.from: stranger}`; a
  video call: `{screen: chat/ringing}`. In a call: `{screen: calls/calling, call.on: true, call.to: hoa}`.
- Deep in an app that asks for a password, the step says as well that it was given: `{screen: bank/home,
  bank.signed-in: true}`, `{screen: eid/home, eid.signed-in: true}`, `{screen: health/home,
  health.signed-in: true}`, `{screen: portal/form, portal.signed-in: true}`.
- Not yet activated: `{screen: eid, eid.activated: false}`. A clock that is off: `{date.auto: false}`. An
  unknown app that controls the phone: `{strange.control: true}`.
- A lesson that saves Hoa or the commune police starts with `{contacts.hoa: false}` or
  `{contacts.cong-an-xa: false}`; one that installs the Digital ID with `{eid.installed: false}`.
- Passwords, codes and numbers to type are printed on the screens that ask for them.

**Tiếng Việt:** mỗi dòng là một chỗ trên màn hình: mã để viết vào bài, chữ hiện trên máy tập, và việc xảy ra
khi bấm. Tệp này do máy viết ra; muốn sửa thì sửa trong `lessons/phone/`.
"""


def written() -> str:
    """Return the whole document."""
    vietnamese, english = (load_phone(ROOT / "lessons", language)[0] for language in ("vi", "en"))
    parts = [HEAD, "\n## Apps\n\n| app | on the phone | screens |\n| --- | --- | --- |\n"]
    for app_id, app in vietnamese.items():
        screens = ", ".join(f"`{screen.id}`" for screen in app.screens)
        parts.append(
            f"| [`{app_id}`](#{app_id}) | {_both(app.title, english[app_id].title)} | {screens} |\n"
        )
    for app_id, app in vietnamese.items():
        parts += [f"\n## {app_id}\n", *_values(app), *_screens(app, english[app_id])]
    return "".join(parts)


def _values(app: PhoneApp) -> Iterator[str]:
    if app.values:
        yield "\nValues at first: "
        yield ", ".join(_value(name, value, app) for name, value in app.values.items()) + ".\n"
    for name, (number, bound) in app.over.items():
        yield f"\n`{name}` holds while `{number}` is over `{bound}`.\n"


def _value(name: str, value: Scalar, app: PhoneApp) -> str:
    ends = app.ranges.get(name)
    return f"`{name}: {_plain(value)}`" + (f" ({ends[0]} to {ends[1]})" if ends else "")


def _screens(app: PhoneApp, english: PhoneApp) -> Iterator[str]:
    for screen, other in zip(app.screens, english.screens, strict=True):
        yield f"\n**`{app.id}/{screen.id}`** {_both(screen.title, other.title)}\n\n"
        for words, effect in screen.gestures.items():
            yield f"- *{words}*{_effect(effect)}\n"
        for item, same in zip(screen.items, other.items, strict=True):
            yield f"- `{item.id}` {item.kind}: {_both(item.label, same.label)}{_rest(item)}\n"


def _rest(item: PhoneItem) -> str:
    parts = []
    if item.gesture:
        parts.append(f" (`{item.gesture}`)")
    if item.fills:
        parts.append(f" fills `{item.fills}`")
    if item.shows:
        parts.append(f" shows `{item.shows}`" + (f" ({item.unit})" if item.unit else ""))
    if item.when:
        parts.append(f" when `{_pairs(item.when)}`")
    if item.tap is not None:
        parts.append(_effect(item.tap))
    if item.hold is not None:
        parts.append(f"; held{_effect(item.hold)}")
    return "".join(parts)


def _effect(effect: Effect) -> str:
    done = []
    if effect.toggles:
        done.append(f"turns over `{effect.toggles}`")
    if effect.copies:
        done.append(f"copies `{_pairs(effect.copies)}`")
    if effect.sets:
        done.append(f"sets `{_pairs(effect.sets)}`")
    if effect.steps:
        done.append(f"steps `{_pairs(effect.steps)}`")
    if effect.goes:
        done.append(f"goes `{effect.goes}`")
    return " → " + ", ".join(done or ["says only"])


def _pairs(values: Mapping[str, Scalar | str]) -> str:
    return ", ".join(f"{name}: {_plain(value)}" for name, value in values.items())


def _plain(value: Scalar) -> str:
    if isinstance(value, str):
        return f'"{value}"' if not value or value[0].isdigit() else value
    return str(value).lower()


def _both(vietnamese: str, english: str) -> str:
    return vietnamese if vietnamese == english else f"{vietnamese} / {english}"


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
