"""What a volunteer hears of each item before the class: what to say, to ask and to avoid."""

from collections.abc import Iterator

from tutor.classroom.plan import Item
from tutor.classroom.plan_words import ITEMS
from tutor.content.catalogue import Catalogue, LessonError
from tutor.content.steps import Guide
from tutor.i18n import N_
from tutor.play.phrases import Phrases

_SAY = N_("Say: {what}")
_ASK = N_("Ask: {what}")
_WAIT = N_("Wait for {seconds} seconds, then invite an answer.")
_AVOID = N_("Avoid: {what}")
_OWN_PHONE = N_("On their own phone: {what}")


def guide_lines(guide: Guide | None, phrases: Phrases) -> tuple[str, ...]:
    """Return the notes on one step of a lesson, one in a line; nothing where there are none."""
    if guide is None:
        return ()
    rows = (
        (_ASK, guide.ask, {"what": phrases.fill(guide.ask)}),
        (_WAIT, guide.wait, {"seconds": guide.wait}),
        (_AVOID, guide.avoid, {"what": phrases.fill(guide.avoid)}),
        (_OWN_PHONE, guide.own_phone, {"what": phrases.fill(guide.own_phone)}),
    )
    return tuple(phrases(message, **values) for message, given, values in rows if given)


def item_lines(item: Item, phrases: Phrases) -> tuple[str, ...]:
    """Return what to say, to ask and to avoid at an item."""
    words = ITEMS[item.kind]
    rows = ((_SAY, words.say), (_ASK, words.ask), (_AVOID, words.avoid))
    return tuple(
        phrases(message, what=phrases(text, minutes=item.minutes)) for message, text in rows if text
    )


def rehearsal_lines(item: Item, phrases: Phrases, catalogue: Catalogue) -> Iterator[str]:
    """Yield all there is to know of an item; of a lesson also what its steps tell the volunteer."""
    yield phrases(ITEMS[item.kind].note)
    yield from item_lines(item, phrases)
    if item.lesson:
        try:
            lesson = catalogue.load(item.lesson, phrases.translate.language).lesson
        except LessonError:
            yield phrases("This lesson cannot be read. Please pick another.")
            return
        for place, step in enumerate(lesson.steps, 1):
            for line in guide_lines(step.guide, phrases):
                yield phrases(N_("Step {step}: {what}"), step=place, what=line)
