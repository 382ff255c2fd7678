"""Messages for malformed lesson files: syntax, keys, values and names."""

from tutor.i18n import N_

FORM_MESSAGES: dict[str, tuple[str, str]] = {
    # The file
    "file-unreadable": (
        N_("This file cannot be read: {reason}."),
        N_("See that it is there and may be read."),
    ),
    "file-too-large": (
        N_("This file is larger than {limit}."),
        N_("Split it into several lessons."),
    ),
    "file-empty": (N_("This file is empty."), N_("Write a lesson in it, or delete it.")),
    "not-utf8": (
        N_("This file is not UTF-8 text (byte {byte})."),
        N_("Save it again with the encoding UTF-8."),
    ),
    "tab": (N_("A tab stands here."), N_("Use spaces; two for each level.")),
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
    "merge-key": (N_("The key `<<` is not allowed."), N_("Write the keys out.")),
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
    "yaml-escape": (
        N_("A backslash has a meaning of its own between double quotes."),
        N_("Write it twice, or put single quotes around the text: '…'."),
    ),
    "yaml-quoted-word": (
        N_("The text begins with a quoted word and goes on after it."),
        N_("Put the whole text into quotes: {mended}"),
    ),
    "text-comment": (
        N_("From “{text}” on this line is a comment: it is neither shown nor read aloud."),
        N_('Put quotes around the text if it belongs to it: "…".'),
    ),
    "no-break-space": (
        N_("A space here is of another kind (no-break space), which separates nothing."),
        N_("Delete it and type a plain space."),
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
    "not-a-lesson": (N_("This is not a lesson: it has no keys."), N_("Begin with `format: 1`.")),
    "format-newer": (
        N_("This file has the format {format}; this program reads {known}."),
        N_("Use a newer version of the program."),
    ),
    "format-unknown": (N_("There is no format {format}."), N_("Write `format: {known}`.")),
    "missing-key": (N_("The key `{key}` is missing."), N_("Add a line `{key}: …`.")),
    "unknown-key": (N_("There is no key `{key}` here."), N_("Known here: {known}.")),
    "unknown-key-near": (N_("There is no key `{key}` here."), N_("Did you mean `{near}`?")),
    "unknown-value": (N_("`{key}` cannot be “{value}”."), N_("Write one of: {known}.")),
    "unknown-value-near": (
        N_("`{key}` cannot be “{value}”."),
        N_("Did you mean `{near}`? Possible: {known}."),
    ),
    "empty-value": (N_("Nothing stands after `{key}`."), N_("Write it, or delete the line.")),
    "needs-text": (N_("`{key}` has to be a text."), N_('Write it on the same line: {key}: "…".')),
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
    "bulletin-text": (
        N_("`{key}` has no words, or too many."),
        N_("Please write it in {count} letters at most."),
    ),
    "bulletin-disguises": (
        N_("A bulletin has two or three disguises, and here are {count}."),
        N_("Write the same trick once more in other words."),
    ),
    "needs-date": (N_("`{key}` has to be a date."), N_("Write year, month and day: 2026-05-20.")),
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
    "unknown-kind-near": (N_("There is no kind of step `{key}`."), N_("Did you mean `{near}`?")),
    "two-kinds": (
        N_("This step is both `{first}` and `{second}`."),
        N_("Make two steps of it, each beginning with `- `."),
    ),
    "unknown-contact": (N_("There is no local contact `{key}`."), N_("Known contacts: {known}.")),
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
    "topic-unknown": (
        N_("There is no topic `{id}`, so lists show this id in place of a name."),
        N_(
            "Write a known one such as `{near}`, or add `{id}` to topics.yaml in your lessons folder."
        ),
    ),
    "minutes-range": (
        N_("A lesson takes from 1 to {most} minutes."),
        N_("Write how long it really takes, and split a longer one."),
    ),
    "minutes-amount": (
        N_("All of this takes about {count} min, and {minutes} are stated."),
        N_("State what it takes; make two lessons of more than ten minutes."),
    ),
    "when-form": (
        N_("`when` cannot be “{value}”."),
        N_("Write `wrong ID`, `right ID` or `chose ID NUMBER`, with the id of an earlier step."),
    ),
    "when-option": (
        N_("The step `{id}` has no option number {number}."),
        N_("Options count from 1 to {count}, in the order of the file."),
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
}
