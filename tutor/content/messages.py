"""Sentences about the problems of lesson files, in the program's language."""

import re

from tutor.content.form_messages import FORM_MESSAGES
from tutor.content.model import Problem
from tutor.content.text import clean, one_line
from tutor.i18n import N_, Translator

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WARNING = N_("Warning: {what}")
# A value of a file may have a million letters. A list of known names is shorter.
_LONGEST = 300


def describe(problem: Problem, translate: Translator) -> tuple[str, str]:
    """Return what is wrong and how to fix it, two sentences in the language of the translator."""
    what, fix = MESSAGES[problem.code]
    details = problem.details

    def fill(template: str) -> str:
        filled = _PLACEHOLDER.sub(
            lambda m: _shortened(details.get(m.group(1), m.group())), translate(template)
        )
        return one_line(filled)

    sentence = fill(what)
    if problem.warning:
        sentence = translate(_WARNING, what=sentence)
    return sentence, fill(fix)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def line_of(problem: Problem, translate: Translator) -> str:
    """Return a problem as `file:line:column: what — how to fix it`, without an unknown line."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    what, fix = describe(problem, translate)
    return f"{clean(where).replace(chr(10), ' ')}: {what} — {fix}"


# What is wrong and how to fix it, by the code of a problem.
LESSON_MESSAGES: dict[str, tuple[str, str]] = {
    **FORM_MESSAGES,
    # Answers
    "options-count": (N_("The number of options here is {count}."), N_("Give two, three or four.")),
    "right-missing": (N_("None of the options is right."), N_("Add `right: true` to one of them.")),
    "right-twice": (N_("A second option is right."), N_("Leave `right: true` at one of them.")),
    "because-missing": (
        N_("“{text}” does not say why."),
        N_("Add `because: …`: why it is right, or what would have happened."),
    ),
    "same-twice": (N_("“{text}” stands here twice."), N_("Change or delete one of them.")),
    "sides-count": (
        N_("The number of sides here is {count}."),
        N_("Give two, such as `safe` and `scam`."),
    ),
    "side-unknown": (N_("There is no side `{side}`."), N_("Write `{near}`.")),
    "side-empty": (
        N_("No card belongs to the side `{side}`."),
        N_("Add one: genuine and false ones are both needed."),
    ),
    "flag-missing": (
        N_("“{text}” says why, but is not marked as suspicious."),
        N_("Add `flag: …`, or delete `because`."),
    ),
    "items-count": (
        N_("The number of parts to put in order is {count}."),
        N_("Give three to six."),
    ),
    "checklist-count": (
        N_("The checklist is empty or too long."),
        N_("Give one to {most} things to do."),
    ),
    "not-a-number": (
        N_("“{text}” cannot be typed with digits alone."),
        N_("Write a number, or `keyboard: any`."),
    ),
    # Conversations
    "answers-count": (
        N_("The number of answers to this line is {count}."),
        N_("Give one to four; ending the conversation is always there besides."),
    ),
    "to-unknown": (
        N_("`to: {to}` leads nowhere."),
        N_("Name a node or an ending, for example `{near}`."),
    ),
    "ending-elsewhere": (
        N_("`{to}` is the way out of the other kind of conversation."),
        N_("Write `{near}`."),
    ),
    "node-name": (N_("`{name}` is the name of an ending."), N_("Give this line another name.")),
    "node-unreached": (
        N_("No answer leads to `{name}`."),
        N_("Let an answer lead to it, or delete it."),
    ),
    "node-endless": (
        N_("From `{name}` the conversation never comes to an end."),
        N_("Let one of the answers lead to an ending."),
    ),
    "tactic-missing": (
        N_("This line asks for money or a code, and its `tactic` does not say so."),
        N_("Add `payment`; a line may have several, as in `tactic: [urgency, payment]`."),
    ),
    "genuine-no-end": (
        N_("A genuine conversation has to come to a good end."),
        N_("Let an answer lead to `end`."),
    ),
    "genuine-lost": (
        N_("Nothing can be lost in a genuine conversation."),
        N_("Let this answer lead elsewhere, or write `genuine: false`."),
    ),
    "stops-unfit": (
        N_("Only an answer that ends a genuine conversation well can be what stops it."),
        N_("Write `to: end`, or delete `stops`."),
    ),
    "stops-twice": (
        N_("A second answer to this line stops the conversation."),
        N_("Leave `stops: true` at one of them."),
    ),
    # What makes a lesson guessable
    "guess-first": (
        N_("{share} % of {count} answers are right for who always takes the first one: {where}."),
        N_("Let the right answer stand in every place about equally often."),
    ),
    "guess-second": (
        N_("{share} % of {count} answers are right for who always takes the second one: {where}."),
        N_("Let the right answer stand in every place about equally often."),
    ),
    "guess-last": (
        N_("{share} % of {count} answers are right for who always takes the last one: {where}."),
        N_("Let the right answer stand in every place about equally often."),
    ),
    "guess-longest": (
        N_("{share} % of {count} answers are right for who always takes the longest one: {where}."),
        N_("Let right and wrong answers be equally long."),
    ),
    "guess-shortest": (
        N_(
            "{share} % of {count} answers are right for who always takes the shortest one: {where}."
        ),
        N_("Let right and wrong answers be equally long."),
    ),
    "guess-consenting": (
        N_("{share} % of {count} answers are right for who looks for “yes” at the start: {where}."),
        N_("Let safe and unsafe answers begin with yes, with no and with neither."),
    ),
    "guess-declining": (
        N_("{share} % of {count} answers are right for who looks for “no” at the start: {where}."),
        N_("Let safe and unsafe answers begin with yes, with no and with neither."),
    ),
    "guess-refusing": (
        N_(
            "{share} % of {count} answers are right for who looks for “no”, “ask” and the like: {where}."
        ),
        N_("Let unsafe answers ask and doubt too, and safe ones be as polite as they are."),
    ),
    "guess-stopping": (
        N_("{share} % of {count} answers are right for who stops everything unread: {where}."),
        N_("Let about half of the calls, messages and cards be genuine."),
    ),
    "guess-trusting": (
        N_("{share} % of {count} answers are right for who trusts everybody: {where}."),
        N_("Let about half of the calls, messages and cards be false."),
    ),
    "opening-scam": (
        N_("“{text}” stands before scams alone, so it tells what comes."),
        N_("Begin scams and genuine ones with the same sentences."),
    ),
    "opening-genuine": (
        N_("“{text}” stands before genuine ones alone, so it tells what comes."),
        N_("Begin scams and genuine ones with the same sentences."),
    ),
    "genuine-missing": (
        N_("There is a `{kind}` of a scam here, and none that is genuine."),
        N_("Add a genuine one of the same kind."),
    ),
    "cards-alternate": (
        N_("One side and the other take turns in these cards."),
        N_("Let two cards of one side follow each other."),
    ),
    "steps-alternate": (
        N_("Scams and genuine ones take turns in this lesson."),
        N_("Let two of one kind follow each other."),
    ),
    "mark-scam": (
        N_("“{text}” marks {count} scams and nothing genuine: {where}."),
        N_("Give it to a genuine one too, or change it in some of the scams."),
    ),
    "mark-genuine": (
        N_("“{text}” marks {count} genuine ones and no scam: {where}."),
        N_("Give it to a scam too, or change it in some of the genuine ones."),
    ),
    "order-scam": (
        N_("In {count} of {most} lessons the scam comes first: {where}."),
        N_("Let a genuine one come first in about half of them."),
    ),
    "order-genuine": (
        N_("In {count} of {most} lessons the genuine one comes first: {where}."),
        N_("Let a scam come first in about half of them."),
    ),
    # The practice phone
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
    # What lessons claim
    "fact-unknown": (
        N_("The facts file has no `{key}`."),
        N_("Add it to facts.yaml with its source, or use a known one such as `{near}`."),
    ),
    "fact-unlisted": (
        N_("The fact `{key}` is used but not named in `facts`."),
        N_("Add it to the list `facts` at the head of the lesson."),
    ),
    "fact-unconfirmed": (
        N_("The fact `{key}` is not confirmed (certainty C)."),
        N_("Leave it out until a second source confirms it."),
    ),
    "fact-overdue": (
        N_("The fact `{key}` was to be verified again by {date}."),
        N_("Verify it and change its dates in facts.yaml."),
    ),
    "fact-language": (
        N_("The fact `{key}` has no value in the language `{language}`."),
        N_("Add it to facts.yaml."),
    ),
    "contact-unknown": (
        N_("There is no local contact `{key}`."),
        N_("Use a known one such as `{near}`, or add it to facts.yaml."),
    ),
    "literal-address": (
        N_("“{text}” looks like a real web address."),
        N_("Let an invented one end in .example, and take a true one from facts.yaml."),
    ),
    "literal-phone": (
        N_("“{text}” looks like a real phone number."),
        N_("Mask it, as in 0388 ••• 152."),
    ),
    "real-brand": (
        N_("“{text}” is a real name."),
        N_("Let callers and messages bear invented names, as Village Bank."),
    ),
    "literal-hotline": (
        N_("The number {text} can change."),
        N_("Write it as {fact:…}, and keep it in facts.yaml with its source."),
    ),
    "literal-law": (
        N_("“{text}” can change."),
        N_("Leave it out, or write it as {fact:…} and keep it in facts.yaml."),
    ),
    "literal-fee": (
        N_("The amount “{text}” can change."),
        N_("Leave it out, or write it as {fact:…} and keep it in facts.yaml."),
    ),
    "skill-of-step": (
        N_("The lesson does not train the skill `{key}` that this step names."),
        N_("Add it to `skills` at the head of the lesson, or name one of: {known}."),
    ),
    "skill-unnamed": (
        N_("The skill `{key}` has no name in the language `{language}`."),
        N_("Add it to skills.yaml, or use a known one such as `{near}`."),
    ),
    # Words
    "word-unknown": (
        N_("There is no word `{key}` in words.yaml."),
        N_("Add it there, or name one that is there, such as `{near}`."),
    ),
    "word-absent": (
        N_("The lesson explains the word `{key}`, which its own sentences do not use."),
        N_("Use the word where it is explained, or take it out of `explains`."),
    ),
    "word-early": (
        N_("The word `{key}` is used before a lesson has explained it."),
        N_(
            "Add it to `explains`: it is marked there. Or name in `after` a lesson that does: {where}."
        ),
    ),
    "word-language": (
        N_("The word `{key}` has no `{part}` in the language `{language}`."),
        N_("Add it; words have a name and a meaning in every language."),
    ),
    "word-twice": (
        N_("“{text}” is a spelling of the word `{key}` already."),
        N_("Leave it at one of the two words."),
    ),
    "word-sentences": (
        N_("`{part}` of the word `{key}` has more than one sentence."),
        N_("Say it in one; a second one may stand under `like`."),
    ),
    # Pictures
    "unknown-picture": (
        N_("There is no picture `{key}`."),
        N_("Did you mean `{near}`? Known pictures: {known}."),
    ),
    "picture-on-phone": (
        N_("A step on the practice phone has no room for another picture."),
        N_("Put the picture into the step before."),
    ),
    "picture-silent": (
        N_("The picture `{key}` has no description in the language `{language}`."),
        N_("Add it to `says` in pictures.yaml."),
    ),
    "bad-picture": (
        N_("The picture `{key}` cannot be drawn."),
        N_("Draw it with X and . alone, at most {width} wide and {height} high."),
    ),
    # Words
    "place-unknown": (
        N_("Nothing is known to put into the place “{name}”."),
        N_("Known places: {bac}, {Bac}, {cac_bac}, {Cac_bac}, {fact:…}, {local:…}."),
    ),
    "place-open": (
        N_("A brace is left open here."),
        N_("Write both braces, as in {bac}; for a brace itself write `\\{`."),
    ),
    "stray-star": (
        N_("A star in “{text}” is shown as it is."),
        N_("Put *one pair of stars* around whole words; for a star itself write `\\*`."),
    ),
    "markup-tag": (
        N_("“{text}” is shown as it is."),
        N_("Delete it; *one pair of stars* emphasises, and there is no other markup."),
    ),
    "literal-you": (
        N_("“{text}” is not the form of address of every learner."),
        N_("Write {place}; put quotes around what somebody says."),
    ),
    "shaming-word": (
        N_("“{text}” can shame, or sounds like an examination."),
        N_("Say what to do, or name what went well."),
    ),
    "too-much": (
        N_("This step says {count} words at once; {most} are the most."),
        N_("Say less, or make two steps of it."),
    ),
    "sentence-long": (
        N_("This sentence needs more than four lines in large letters: {text}"),
        N_("Make two sentences of it."),
    ),
    "question-bare": (
        N_("“{text}” asks the learner without “{end}”."),
        N_("End the question with “{end}?”."),
    ),
    "machine-bare": (
        N_("Which machine is meant in “{text}”?"),
        N_("Write the practice phone, one’s own phone, or the program that reads aloud."),
    ),
    "comfort-again": (
        N_("“{text}” comforts as in line {line} already."),
        N_("Say something else, best a picture from everyday life."),
    ),
    "breath-long": (
        N_("{count} words are spoken in one breath, {most} are the most: {text}"),
        N_("Make two sentences of it."),
    ),
    "marks-missing": (
        N_("“{text}” has no marks, so the voice says it without tones."),
        N_(
            "Tell the voice by `spoken`, or add it to voices/lexicon/vi-messages.txt with its marks."
        ),
    ),
    "voice-spells": (
        N_("The voice can only spell “{text}”."),
        N_("Write it out, or tell the voice by `spoken` what to say."),
    ),
    "spoken-unneeded": (N_("`spoken` says the same as what is shown."), N_("Delete it.")),
    # Translations
    "translation-missing": (
        N_("This lesson is missing in the language `{language}`."),
        N_("Add {file}."),
    ),
    "translation-steps": (
        N_("Step {step} is another than in the language `{language}` (line {line} there)."),
        N_("Let both have the same steps, with the same kinds and ids."),
    ),
    "translation-differs": (
        N_("`{what}` differs from the lesson in the language `{language}`."),
        N_("Let both have the same answers, goals and order."),
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

MESSAGES = {**LESSON_MESSAGES, **PHONE_MESSAGES}
