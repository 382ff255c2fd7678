"""What an editor shows beside the keys of lessons and apps, in Vietnamese and in English."""

from collections.abc import Mapping

from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES


def describe_class(name: str) -> str:
    """Return what a kind of step or a part of one is, in every language; "" where nobody wrote it yet."""
    return _in_all_languages(_CLASSES.get(name, ""))


def describe_key(owner: str, key: str) -> str:
    """Return what a key of a class is for, in every language; "" where nobody wrote it yet."""
    return _in_all_languages(_KEYS.get((owner, key)) or _KEYS.get(("", key), ""))


def _in_all_languages(text: str) -> str:
    return "\n\n".join(Translator(language)(text) for language in LANGUAGES) if text else ""


_CLASSES: Mapping[str, str] = {
    "Lesson": N_("A lesson in one language."),
    "Step": N_("A step begins with its kind; the text after it is shown and read aloud first."),
    "Guide": N_("Notes for the volunteer who leads a class."),
    "Say": N_("The learner reads and listens; Enter goes on."),
    "Show": N_("The practice phone shows moves, one for each Enter."),
    "Practise": N_(
        "The learner does it on the practice phone; hints and the way back come by themselves."
    ),
    "Option": N_("An answer to choose."),
    "Choose": N_("The learner chooses one of two to four options."),
    "Card": N_("A card to put on one of the two sides."),
    "Sort": N_("The learner puts each card on one of two sides."),
    "Photo": N_("A photograph of your own, shown where that is possible and printed."),
    "Sound": N_("A sound of your own, heard where there is a loudspeaker."),
    "Pair": N_("Something to know again, and what it means."),
    "Pairs": N_("The learner finds what each of three or four things means."),
    "ShortMessage": N_("One of the two messages."),
    "Compare": N_("The learner finds the false one of two messages."),
    "Part": N_("A part of the message, which can be pointed at."),
    "Message": N_("The message that is searched."),
    "Spot": N_(
        "The learner finds the suspicious parts of a message or says that there are none, or finds details."
    ),
    "Caller": N_("Who rings or writes, as the phone shows it."),
    "Answer": N_("An answer that the learner can give."),
    "Node": N_("A line of the caller, with the answers to it."),
    "Call": N_("A practice call; hanging up is always possible."),
    "Chat": N_("Practice messages; blocking is always possible."),
    "OrderItem": N_("Something to put in order."),
    "Order": N_(
        "The learner puts three to six things in order; they are written in the right one."
    ),
    "Type": N_("The learner types a word or number."),
    "Aloud": N_("The learner says a sentence aloud, then once more as an answer."),
    "Do": N_("The learner works on their own phone, and ticks one to six things."),
    "Recap": N_("The sentence to remember, at the end."),
    "TalkVariant": N_(
        "Another conversation that a later run plays instead; what it leaves out is as in the step."
    ),
    "SpotVariant": N_("Another message that a later run shows in place of the step’s."),
    "SortVariant": N_("Other cards that a later run shows in place of the step’s."),
    "AppScript": N_(
        "An app of the practice phone; one of the same name in an own folder lies over that of the program."
    ),
    "ScreenScript": N_("A screen; a dialog and a folder of icons are screens too."),
    "ItemScript": N_(
        "Something on a screen; its kind holds its label, and what a tap does stands beside it."
    ),
    "EffectScript": N_("What happens, in this order: copies, sets, toggles, steps, goes, says."),
}

# The class "" stands for all that have no words of their own.
_KEYS: Mapping[tuple[str, str], str] = {
    ("Lesson", "format"): N_("The format of the file: 1."),
    ("Lesson", "id"): N_(
        "The name of the file without .yaml. It never changes: records refer to it."
    ),
    ("Lesson", "language"): N_("The language of the lesson: vi or en."),
    ("Lesson", "topic"): N_("The topic, as in topics.yaml; it is the folder of the file too."),
    ("Lesson", "title"): N_("The title in lists, short."),
    ("Lesson", "objective"): N_("What the learner can do afterwards; shown at the end."),
    ("Lesson", "minutes"): N_("How long the lesson takes, from 1 to 30; five to eight are best."),
    ("Lesson", "steps"): N_("The steps, in their order."),
    ("Lesson", "after"): N_("Lessons to take before this one, by their ids."),
    ("Lesson", "skills"): N_(
        "What the learner practises for their own phone, by the ids in skills.yaml."
    ),
    ("Lesson", "facts"): N_("The facts of facts.yaml that the lesson uses."),
    ("Lesson", "explains"): N_(
        "The words of words.yaml that are new in this lesson; they are underlined and explained."
    ),
    ("Lesson", "digcomp"): N_("The area of DigComp, 1 to 5, where that of the topic does not fit."),
    ("Lesson", "bulletin"): N_("Of a scam bulletin: the day on which it came out, as 2026-12-31."),
    ("Lesson", "patterns"): N_(
        "The kinds of scams that the lesson lets meet, by the ids in patterns.yaml."
    ),
    ("Lesson", "audience"): N_(
        "For whom the lesson is: learners, or volunteers, whose side alone shows it then."
    ),
    ("", "id"): N_(
        "The name under which answers are recorded: small letters, digits, hyphens. It never changes."
    ),
    ("", "say"): N_("More sentences after the first text."),
    ("", "spoken"): N_("What the voice says instead of the text, only where it must differ."),
    ("", "picture"): N_("A drawing of pictures.yaml beside the words."),
    ("", "photo"): N_("A photograph of your own, shown where that is possible and printed."),
    ("Photo", "file"): N_("A file of the folder `media` beside the lessons, JPEG or PNG."),
    ("Photo", "says"): N_(
        "What it shows, in words: read aloud, and shown where the photograph is not."
    ),
    ("", "sound"): N_("A sound of your own, heard where there is a loudspeaker."),
    ("Sound", "file"): N_(
        "A file of the folder `media` beside the lessons, WAV, up to 20 seconds."
    ),
    ("Sound", "says"): N_("What is heard, in words: shown and read aloud before the sound."),
    ("", "guide"): N_("Notes for the volunteer who leads a class."),
    ("", "hint"): N_("A hint after a first wrong answer, or when H is pressed."),
    ("", "when"): N_(
        "The step comes only then: `wrong ID`, `right ID`, or `chose ID 2` of an earlier step."
    ),
    ("", "skills"): N_("The skills of the lesson that this step trains, if not all."),
    ("", "variants"): N_("The same step in other forms, which later runs play in turn."),
    ("", "fixed"): N_("Do not shuffle: the order means something."),
    ("Guide", "ask"): N_("What to ask the class."),
    ("Guide", "wait"): N_("Seconds to wait for answers."),
    ("Guide", "avoid"): N_("What not to do or say here."),
    ("Guide", "own-phone"): N_("What to do on own phones: Android and iPhone."),
    ("Say", "text"): N_("What is said, in short sentences; after `|` on lines of their own."),
    ("Show", "text"): N_("What the learner is asked to watch."),
    ("Practise", "text"): N_("What the learner is asked to reach: the result, not the presses."),
    ("Choose", "text"): N_("The question; in Vietnamese it ends in “ạ?”."),
    ("Sort", "text"): N_("The question to each card; in Vietnamese it ends in “ạ?”."),
    ("Pairs", "text"): N_("The question to each of them; in Vietnamese it ends in “ạ?”."),
    ("Pairs", "items"): N_("Three or four of them; all meanings are shown each time."),
    ("Pair", "text"): N_("What it looks like, or its name; never what it means."),
    ("Pair", "means"): N_("What it means, in a few words."),
    ("Compare", "text"): N_("The question to both messages; in Vietnamese it ends in “ạ?”."),
    ("Compare", "genuine"): N_("The genuine message."),
    ("Compare", "scam"): N_("The false message, as long and as polite as the other."),
    ("Compare", "because"): N_("What tells them apart."),
    ("ShortMessage", "sender"): N_("Who sent it, as the phone shows it; an invented name."),
    ("ShortMessage", "text"): N_("What stands in the message."),
    ("Spot", "text"): N_(
        "What the learner is asked to search; the same for scams and genuine messages."
    ),
    ("Call", "text"): N_("What is read while it rings; the same for scams and genuine calls."),
    ("Chat", "text"): N_(
        "What is read before the first message; the same for scams and genuine ones."
    ),
    ("Order", "text"): N_("What is to be put in order."),
    ("Type", "text"): N_("What is to be typed."),
    ("Aloud", "text"): N_("What the learner is asked to say aloud."),
    ("Aloud", "sentence"): N_("The sentence, short enough for one breath."),
    ("Aloud", "answers"): N_("What somebody says, to be answered with the sentence."),
    ("Do", "text"): N_("What the learner is asked to do on their own phone."),
    ("Recap", "text"): N_("What was learned today."),
    ("", "phone"): N_("The practice phone at the start: `screen` and any values of docs/phone.md."),
    ("", "goal"): N_("The practice phone at the end: the values or the `screen` to reach."),
    ("", "moves"): N_(
        "What the phone shows: `tap ID`, `hold ID`, `swipe up`, `back`, `home`, `type ID text`."
    ),
    ("Practise", "errorless"): N_("Show each press the first time that the lesson is taken."),
    ("Practise", "because"): N_("Wrong moves that matter, each with the reason why."),
    ("Choose", "options"): N_("Two to four options; one is right, and each gives its reason."),
    ("Choose", "several"): N_("More than one is right; they are found one after another."),
    ("Option", "text"): N_("The answer as it is shown."),
    ("Option", "right"): N_("This is the right one."),
    ("", "because"): N_(
        "Why: what would have happened, and why it takes people in. Never that somebody was wrong."
    ),
    ("Option", "because"): N_("Why it is right, or what would have happened."),
    ("", "because_again"): N_(
        "Another reason after a second wrong answer, best a picture from everyday life."
    ),
    ("Sort", "sides"): N_("Two sides and their names, such as safe and scam."),
    ("Sort", "cards"): N_("The cards; both sides need some."),
    ("SortVariant", "cards"): N_("The cards; both sides need some."),
    ("SortVariant", "text"): N_("Another question to each card."),
    ("Card", "text"): N_("What stands on the card."),
    ("Card", "side"): N_("The side on which it belongs."),
    ("Card", "careful"): N_("Thanks for who was careful with a genuine card."),
    ("", "message"): N_("The message that is searched."),
    ("SpotVariant", "text"): N_("Another request to search."),
    ("Message", "sender"): N_("Who sent it, as the phone shows it; an invented name."),
    ("Message", "parts"): N_(
        "The message in parts; a part that is not suspicious may be a text alone."
    ),
    ("Part", "text"): N_("What stands in the message."),
    ("Part", "flag"): N_("What is suspicious about it, or which detail is to be found in it."),
    ("Part", "because"): N_("Why it is suspicious; with details also what another part says."),
    ("Caller", "name"): N_("The name on the phone, invented."),
    ("Caller", "number"): N_("The number, masked: 0388 ••• 152."),
    ("", "from"): N_("Who rings or writes."),
    ("", "genuine"): N_("true: it is genuine, and nothing can be lost; false: it is a scam."),
    ("", "nodes"): N_("The lines of the caller by name; the first one begins."),
    ("", "wants"): N_("What the caller was after, in a few words."),
    ("Node", "says"): N_("What the caller says."),
    ("Node", "answers"): N_(
        "One to four answers; ending the conversation is always possible besides."
    ),
    ("Node", "tactic"): N_("The tactics that this line uses."),
    ("Answer", "text"): N_("What the learner says."),
    ("Answer", "to"): N_("Where it leads: a line, hang-up, block, end, or lost."),
    ("Answer", "stops"): N_("Ending the contact at this line counts as this answer."),
    ("TalkVariant", "text"): N_("Other first words."),
    ("Order", "items"): N_(
        "Three to six things in the right order; one without a reason may be a text alone."
    ),
    ("OrderItem", "text"): N_("What is done."),
    ("OrderItem", "because"): N_("Why it comes later, where it is chosen too early."),
    ("OrderItem", "anytime"): N_("It is right whenever it is chosen, as asking for help is."),
    ("Type", "expect"): N_(
        "The text to type; the first is shown as the solution, the others are accepted too."
    ),
    ("", "keyboard"): N_("The keyboard: number, telex, or any."),
    ("Do", "checklist"): N_("One to six things to tick."),
    ("Do", "watch"): N_("What the volunteer looks for."),
    ("Recap", "keep"): N_("The sentence to remember."),
    ("Recap", "card"): N_("Put it on the printed card."),
    ("AppScript", "format"): N_("The format of the file: 1."),
    ("AppScript", "app"): N_("The name of the app in lessons; its values begin with it."),
    ("", "title"): N_("What stands at the top of the screen, at most 22 letters."),
    ("AppScript", "screens"): N_("The screens by name; the first one opens first."),
    ("AppScript", "values"): N_(
        "What the app keeps, and what it is at first: true or false, a number, a text."
    ),
    ("AppScript", "ranges"): N_("The least and the greatest of a number: [0, 10]."),
    ("AppScript", "over"): N_(
        "Values that are true while one number is greater than another: [paid, 100]."
    ),
    ("ScreenScript", "items"): N_(
        "What is on the screen, at most seven things to press at a time."
    ),
    ("ScreenScript", "gestures"): N_("What a swipe or a key does here."),
    ("ItemScript", "button"): N_("A button, with its label."),
    ("ItemScript", "toggle"): N_("A switch, with its label."),
    ("ItemScript", "field"): N_(
        "A place to type, with its label; `fills` names the value that keeps the text."
    ),
    ("ItemScript", "message"): N_("A message that can be read."),
    ("ItemScript", "text"): N_("A text that can be read."),
    ("ItemScript", "key"): N_("A button on the edge or a move of the hand; `gesture` names it."),
    ("ItemScript", "id"): N_("The name of the item in moves: `tap ID`."),
    ("ItemScript", "detail"): N_("A second line."),
    ("ItemScript", "shows"): N_("The value that is written beside the label."),
    ("ItemScript", "unit"): N_("The unit of that value."),
    ("ItemScript", "fills"): N_("The value that keeps what is typed."),
    ("ItemScript", "gesture"): N_("power, volume up, swipe left, or hold and an id."),
    ("ItemScript", "sample"): N_("What to type where no goal asks for another text."),
    ("ItemScript", "way-out"): N_("The right way to leave the screen, as hanging up is."),
    ("ItemScript", "when"): N_("The item is there while these values hold."),
    ("ItemScript", "hold"): N_("What a long press does."),
    ("", "copies"): N_("Values that take what another value held: target and source."),
    ("", "sets"): N_("Values that get this content."),
    ("", "toggles"): N_("The value that turns from true to false and back."),
    ("", "steps"): N_("Numbers that grow by this much, or shrink with a minus."),
    ("", "goes"): N_("The screen that opens: app, app/screen, back, or home."),
    ("", "says"): N_("What the phone shows and the voice reads."),
}
