"""Messages for what lessons say: claims, words, pictures, wording, translations."""

from tutor.i18n import N_

TEXT_MESSAGES: dict[str, tuple[str, str]] = {
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
    "pattern-unknown": (
        N_("There is no pattern `{key}` in patterns.yaml."),
        N_("Name one that is there, such as `{near}`."),
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
    "unwritten": (
        N_("Something is still to be written here."),
        N_("Write it in your own words, and delete “{text}”."),
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
    "marks-guessed": (
        N_("“{text}” has no marks, and the voice guesses: “{said}”."),
        N_("Write `spoken` if that is wrong, or type the sentence with its marks."),
    ),
    "voice-silent": (
        N_("“{text}” is shown, and the voice says nothing for it."),
        N_("Put words beside it, or say in words what it means."),
    ),
    "foreign-letters": (
        N_("“{text}” has letters of another script ({letters})."),
        N_("Type the word anew, or write it as people here say it: the voice cannot read it."),
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
