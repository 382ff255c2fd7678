"""Messages for the steps of lessons: answers, conversations, and what makes them guessable."""

from tutor.i18n import N_

STEP_MESSAGES: dict[str, tuple[str, str]] = {
    # Answers
    "options-count": (N_("The number of options here is {count}."), N_("Give two, three or four.")),
    "right-missing": (N_("None of the options is right."), N_("Add `right: true` to one of them.")),
    "right-twice": (
        N_("A second option is right."),
        N_("Leave `right: true` at one of them, or add `several: true` to the step."),
    ),
    "several-count": (
        N_("Several answers are asked for; the number of right ones is {count}."),
        N_("Mark two or more as `right: true`, and leave one or more that is not."),
    ),
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
    "photo-missing": (
        N_("There is no photograph `{file}`."),
        N_(
            "Put a file of that name into the folder `media`: letters, digits, hyphens, then .jpg or .png."
        ),
    ),
    "photo-unfit": (
        N_("`{file}` is no photograph that can be shown."),
        N_("Save it as JPEG or PNG, smaller than 2 MB."),
    ),
    "photo-elsewhere": (
        N_("There is no room for a photograph here."),
        N_("Put it at a step without the practice phone and without `picture`."),
    ),
    "sound-missing": (
        N_("There is no sound `{file}`."),
        N_("Put a file of that name into the folder `media`: letters, digits, hyphens, then .wav."),
    ),
    "sound-unfit": (
        N_("`{file}` is no sound that can be heard."),
        N_("Save it as WAV with 16-bit PCM, smaller than 4 MB and no longer than 20 seconds."),
    ),
    "sound-elsewhere": (
        N_("There is no room for a sound here."),
        N_("Put it at a step without the practice phone."),
    ),
    "compared-long": (
        N_("“{text}” is too long to stand beside the other message."),
        N_("Use at most {most} letters, so that both stand on one page."),
    ),
    "flags-mixed": (
        N_("Signs of a scam and plain details stand in one message (`{flag}`)."),
        N_("Let the learner look for one or the other, each in a step of its own."),
    ),
    "pairs-count": (N_("The number of pairs is {count}."), N_("Give three or four.")),
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
}
