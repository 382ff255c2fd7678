"""The sentences about problems of lesson files: what is wrong and how to mend it, by the problem's code."""

from tutor.i18n import N_

LESSON_MESSAGES: dict[str, tuple[str, str]] = {
    # The file
    "file-unreadable": (
        N_("This file cannot be read: {reason}."),
        N_("See that it is there and may be read."),
    ),
    "file-too-large": (
        N_("This file is larger than {limit}."),
        N_("Split it into several lessons."),
    ),
    "file-empty": (
        N_("This file is empty."),
        N_("Write a lesson in it, or delete it."),
    ),
    "not-utf8": (
        N_("This file is not UTF-8 text (byte {byte})."),
        N_("Save it again with the encoding UTF-8."),
    ),
    "tab": (
        N_("A tab stands here."),
        N_("Use spaces; two for each level."),
    ),
    "unsafe-character": (
        N_("A character that cannot be seen stands here ({character})."),
        N_("Delete it; typing the word anew is surest."),
    ),
    "not-nfc": (
        N_("The letters of “{text}” are put together from loose marks."),
        N_("Type the word anew, or convert the file to Unicode NFC."),
    ),
    "too-deep": (
        N_("More than {limit} levels lie inside each other here."),
        N_("A lesson needs no more than eight; see whether a bracket is left open."),
    ),
    "too-many-nodes": (
        N_("This file holds more than {limit} values."),
        N_("Split it into several lessons."),
    ),
    "several-documents": (
        N_("A second document begins here."),
        N_("Delete the line `---`, and put each lesson into a file of its own."),
    ),
    "alias": (
        N_("`{name}` is a name for repeating a value (& or *)."),
        N_("Write the text out; put quotes around a text that begins with & or *."),
    ),
    "tag": (
        N_("A tag stands here ({name})."),
        N_("Delete it; put quotes around a text that begins with !."),
    ),
    "merge-key": (
        N_("The key `<<` is not allowed."),
        N_("Write the keys out."),
    ),
    "key-not-text": (
        N_("A key has to be one word."),
        N_("Put quotes around a text that begins with a bracket or brace."),
    ),
    "duplicate-key": (
        N_("The key `{key}` stands here a second time; the first is in line {line}."),
        N_("Keep one of them."),
    ),
    "yaml-colon": (
        N_("A second colon in this line is taken for a key."),
        N_('Put quotes around the text: "…".'),
    ),
    "yaml-quote": (
        N_("The quote that opens here is never closed, or more text follows it."),
        N_("Put one quote before the whole text and one after it."),
    ),
    "yaml-bracket": (
        N_("The bracket or brace that opens here is not closed, or a comma is missing in it."),
        N_("Close it, and put a comma between its parts."),
    ),
    "yaml-mark": (
        N_("The text begins with a mark that has a meaning of its own."),
        N_('Put quotes around the text: "…".'),
    ),
    "yaml-indent": (
        N_("This line does not fit the lines above it."),
        N_("Begin it in the same column as its neighbours, with spaces."),
    ),
    "yaml-no-colon": (
        N_("This line has no colon after its key."),
        N_("Write `key: text`; begin a longer text with `|` on the line of its key."),
    ),
    "yaml-syntax": (
        N_("This cannot be read: {text}"),
        N_("Look at the spaces before the line, at its quotes and its colon."),
    ),
    # Keys and values
    "not-a-lesson": (
        N_("This is not a lesson: it has no keys."),
        N_("Begin with `format: 1`."),
    ),
    "format-newer": (
        N_("This lesson has the format {format}; this program reads {known}."),
        N_("Use a newer version of the program."),
    ),
    "format-unknown": (
        N_("There is no format {format}."),
        N_("Write `format: {known}`."),
    ),
    "missing-key": (
        N_("The key `{key}` is missing."),
        N_("Add a line `{key}: …`."),
    ),
    "unknown-key": (
        N_("There is no key `{key}` here."),
        N_("Known here: {known}."),
    ),
    "unknown-key-near": (
        N_("There is no key `{key}` here."),
        N_("Did you mean `{near}`?"),
    ),
    "unknown-value": (
        N_("`{key}` cannot be “{value}”."),
        N_("Write one of: {known}."),
    ),
    "unknown-value-near": (
        N_("`{key}` cannot be “{value}”."),
        N_("Did you mean `{near}`? Possible: {known}."),
    ),
    "empty-value": (
        N_("Nothing stands after `{key}`."),
        N_("Write it, or delete the line."),
    ),
    "needs-text": (
        N_("`{key}` has to be a text."),
        N_('Write it on the same line: {key}: "…".'),
    ),
    "needs-quotes": (
        N_("`{key}` is {value} without quotes, which is not a text."),
        N_('Put quotes around it: "{value}".'),
    ),
    "needs-number": (
        N_("`{key}` has to be a whole number."),
        N_("Write digits alone, without quotes."),
    ),
    "needs-yes-no": (
        N_("`{key}` has to be true or false."),
        N_("Write `{key}: true` or `{key}: false`, in small letters without quotes."),
    ),
    "needs-list": (
        N_("`{key}` has to be a list that is not empty."),
        N_("Begin each part on a line of its own with `- `."),
    ),
    "needs-map": (
        N_("`{key}` has to hold keys of its own."),
        N_("Write lines of `key: text` under it, two spaces further in."),
    ),
    "needs-date": (
        N_("`{key}` has to be a date."),
        N_("Write year, month and day: 2026-05-20."),
    ),
    "needs-value": (
        N_("`{key}` has to be a text, a whole number, true or false."),
        N_("Write one value on the same line."),
    ),
    "step-not-a-map": (
        N_("This step has no keys."),
        N_("Begin it with its kind, such as `- say: …`."),
    ),
    "no-kind": (
        N_("This step does not say of what kind it is."),
        N_("Begin it with one of: {known}."),
    ),
    "unknown-kind-near": (
        N_("There is no kind of step `{key}`."),
        N_("Did you mean `{near}`?"),
    ),
    "two-kinds": (
        N_("This step is both `{first}` and `{second}`."),
        N_("Make two steps of it, each beginning with `- `."),
    ),
    "unknown-contact": (
        N_("There is no local contact `{key}`."),
        N_("Known contacts: {known}."),
    ),
    # Names
    "bad-id": (
        N_("`{id}` cannot be a name."),
        N_("Use small letters a to z, digits and single hyphens, such as `goi-video`."),
    ),
    "id-missing": (
        N_("This step ({kind}) has no `id`, and its answers are recorded under it."),
        N_("Add a line `id: …` with a name that no other step has."),
    ),
    "id-twice": (
        N_("The id `{id}` is used already in line {line}."),
        N_("Give this step another one."),
    ),
    "minutes-range": (
        N_("A lesson takes from 1 to {most} minutes."),
        N_("Write how long it really takes, and split a longer one."),
    ),
    "when-form": (
        N_("`when` cannot be “{value}”."),
        N_("Write `when: wrong` and the id of an earlier step."),
    ),
    "when-unknown": (
        N_("No earlier step with the id `{id}` has right and wrong answers."),
        N_("Name such a step, for example `{near}`."),
    ),
    "lesson-twice": (
        N_("The lesson `{id}` is in another file too: {file}."),
        N_("Give one of them another id, or delete it."),
    ),
    "file-name": (
        N_("This file does not stand where its language, topic and id say."),
        N_("Name it {file}, or change them."),
    ),
    "after-unknown": (
        N_("There is no lesson `{id}` that this one could come after."),
        N_("Name one that there is, for example `{near}`."),
    ),
    "after-circle": (
        N_("The lesson `{id}` would have to come before itself."),
        N_("Take a lesson out of `after`."),
    ),
    # Answers
    "options-count": (
        N_("The number of options here is {count}."),
        N_("Give two, three or four."),
    ),
    "right-missing": (
        N_("None of the options is right."),
        N_("Add `right: true` to one of them."),
    ),
    "right-twice": (
        N_("A second option is right."),
        N_("Leave `right: true` at one of them."),
    ),
    "because-missing": (
        N_("“{text}” does not say why."),
        N_("Add `because: …`: why it is right, or what would have happened."),
    ),
    "same-twice": (
        N_("“{text}” stands here twice."),
        N_("Change or delete one of them."),
    ),
    "sides-count": (
        N_("The number of sides here is {count}."),
        N_("Give two, such as `safe` and `scam`."),
    ),
    "side-unknown": (
        N_("There is no side `{side}`."),
        N_("Write `{near}`."),
    ),
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
    "node-name": (
        N_("`{name}` is the name of an ending."),
        N_("Give this line another name."),
    ),
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
    "goal-empty": (
        N_("The goal is empty."),
        N_("Name at least one value that has to be reached."),
    ),
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
        N_("Write both braces, as in {bac}."),
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
    "voice-spells": (
        N_("The voice can only spell “{text}”."),
        N_("Write it out, or tell the voice by `spoken` what to say."),
    ),
    "spoken-unneeded": (
        N_("`spoken` says the same as what is shown."),
        N_("Delete it."),
    ),
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
