"""Messages for the practice phone: what lessons do with it, and the files of its apps."""

from tutor.i18n import N_

PHONE_STEP_MESSAGES: dict[str, tuple[str, str]] = {
    "screen-unknown": (
        N_("The practice phone has no screen `{screen}`."),
        N_("Did you mean `{near}`?"),
    ),
    "phone-value-unknown": (
        N_("The practice phone keeps no value `{name}`."),
        N_("Did you mean `{near}`?"),
    ),
    "phone-value-unfit": (
        N_("`{name}` cannot be {value} on the practice phone."),
        N_("Write a value of the same kind as {like}."),
    ),
    "move-unknown": (
        N_("“{move}” is no gesture."),
        N_("Write for example: tap messages, hold photo, swipe up, back, home, power."),
    ),
    "move-nothing": (
        N_("“{move}” does nothing on the screen that is there by then."),
        N_("Possible there: {near}."),
    ),
    "move-nowhere": (
        N_("Nothing on the practice phone is pressed by “{move}”."),
        N_("Did you mean `{near}`?"),
    ),
    "goal-empty": (N_("The goal is empty."), N_("Name at least one value that has to be reached.")),
    "goal-reached": (
        N_("The goal is reached before anything is done."),
        N_("Change `phone` or `goal`."),
    ),
    "goal-unreachable": (
        N_("The practice phone offers no way to this goal."),
        N_("Change `goal`, or what the app of the practice phone can do."),
    ),
}

PHONE_MESSAGES: dict[str, tuple[str, str]] = {
    "phone-wrong-type": (N_("`{key}` holds the wrong kind of value."), N_("Write {wanted}.")),
    "phone-no-language": (
        N_("This text of the practice phone is missing in the language `{language}`."),
        N_("Add `{language}: …` beside the other language."),
    ),
    "phone-item-kind": (
        N_("This item does not say what it is, or says it twice."),
        N_("Begin it with one of: {known}."),
    ),
    "phone-app-twice": (
        N_("Two files of the practice phone are both the app `{app}`."),
        N_("Give one of them another name after `app:`."),
    ),
    "phone-value-twice": (
        N_("The value `{name}` is already kept by another app."),
        N_("Keep each value in one app only, or choose another name."),
    ),
    "phone-no-screen": (
        N_("`{name}` is no screen of the practice phone."),
        N_("Name an app or `app/screen`, such as `{near}`, or write `back` or `home`."),
    ),
    "phone-no-value": (
        N_("The practice phone keeps no value `{name}`."),
        N_("Add it under `values:` of an app, or use a known one such as `{near}`."),
    ),
    "phone-value-type": (N_("`{value}` does not fit the value `{name}`."), N_("Write {wanted}.")),
    "phone-gesture": (
        N_("`{words}` is no gesture that a key or a screen can have."),
        N_(
            "Write `power`, `volume up`, `volume down`, `swipe left` or `hold` and the id of an item."
        ),
    ),
    "phone-many-items": (
        N_("This screen has {count} items to press, and only {limit} have a number."),
        N_("Move some of them to a screen of their own."),
    ),
    "phone-long": (
        N_("“{text}” has {count} letters, more than the {limit} that fit."),
        N_("Say it shorter."),
    ),
    "phone-dead-end": (
        N_("No press leads from the screen `{screen}` to the home screen."),
        N_("Give it an item that goes `home` or `back`."),
    ),
    "phone-real-name": (
        N_("“{text}” looks like a real name or a real link."),
        N_("Invent a name, and let links end in `.example`."),
    ),
}
