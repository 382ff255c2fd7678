"""Builds the lines of a View from lesson texts and program messages for one learner."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tutor.content.placeholders import Filler, Phrases
from tutor.content.text import split_sentences
from tutor.lesson.view import Line, Role, View

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.content.model import Photo, Picture, Sound
    from tutor.content.steps import Step
    from tutor.content.words import Glossary


class LessonPhrases(Phrases):
    """The sentences and drawings of a lesson for one learner, as the lines that a View shows.

    The drawings and the words that are explained are read when the first of them is needed.
    """

    def __init__(
        self,
        filler: Filler,
        pictures: "Callable[[], Mapping[str, Picture]]" = lambda: {},
        glossary: "Callable[[], Glossary] | None" = None,
        photos: "Callable[[str], Path | None]" = lambda _: None,
        sounds: "Callable[[str], Path | None]" = lambda _: None,
    ) -> None:
        super().__init__(filler)
        self._photos = photos
        self._sounds = sounds
        self._pictures = pictures
        self._glossary = glossary

    def plural_steps(self, steps: int, minutes: int) -> str:
        """Return how much is left of a lesson."""
        left = self.plural("{count} step left", "{count} steps left", steps)
        return f"{left}, {self('about {minutes} minutes', minutes=minutes)}"

    def plural_lessons(self, lessons: int) -> str:
        """Return a number of lessons in words."""
        return self.plural("{count} lesson", "{count} lessons", lessons)

    @property
    def glossary(self) -> "Glossary":
        """The words that can be explained."""
        from tutor.content.words import Glossary

        return Glossary({}, self.language) if self._glossary is None else self._glossary()

    def picture(self, name: str) -> "Picture | None":
        """Return a drawing that a step names, None where there is none of this name."""
        return self._pictures().get(name) if name else None

    def photo(self, photo: "Photo") -> "Path | None":
        """Return the file of a photograph that a step names, None where it is not there."""
        return self._photos(photo.file)

    def sound(self, sound: "Sound") -> "Path | None":
        """Return the file of a sound that a step names, None where it is not there."""
        return self._sounds(sound.file)

    def lines(self, text: str, role: Role = "body", *, caller: bool = False) -> tuple[Line, ...]:
        """Return lesson text as its sentences."""
        return tuple(Line(s, role, caller=caller) for s in split_sentences(self.fill(text)))

    def note(self, message: str, **values: object) -> tuple[Line, ...]:
        """Return the program's own words as sentences."""
        return tuple(Line(s, "note") for s in split_sentences(self(message, **values)))

    def number_to_press(self, message: str, **values: object) -> tuple[Line, ...]:
        """Return the sentence that names the number to press; it stays in one piece."""
        return (Line(self(message, **values), "shown"),)

    def opening(self, step: "Step") -> tuple[Line, ...]:
        """Return the sentences that open a step; the first of a step that asks leads in bold."""
        spoken = self.fill(step.spoken)
        head = self.lines(step.text, "body" if step.kind == "say" else "lead")
        if spoken and head:
            # The whole of `spoken` stands for the head; the voice says it with the first sentence.
            head = (
                Line(head[0].text, head[0].role, spoken=spoken),
                *(Line(line.text, line.role, spoken=" ") for line in head[1:]),
            )
        return (*head, *self.lines(step.say))

    def reading(self, step: "Step", *more: Line) -> View:
        """Return a step that is only read and listened to."""
        return View("", (*self.opening(step), *more), next_label=self("Continue"))

    def explanation(
        self, answer: str, because: str, *, careful: bool = False, thanks: str = ""
    ) -> tuple[Line, ...]:
        """Return the first rung after a wrong answer: what was chosen, and what would have happened.

        Being `careful` is never wrong: nothing stops the learner, and the lesson's own `thanks` come first.
        """
        return (
            *(() if careful else self.note("Let us stop here for a moment.")),
            *self.note("You chose: {answer}", answer=self.quoted(answer)),
            *self.lines(thanks, "because"),
            *self.lines(because, "because"),
        )

    def right(self, because: str = "") -> tuple[Line, ...]:
        """Return the answer to a right choice: that it is, and why."""
        return (Line(self("That is right."), "lead"), *self.lines(because, "because"))

    def hint(self, text: str) -> tuple[Line, ...]:
        """Return a step's hint, nothing when it has none."""
        filled = self.fill(text).strip()
        if not filled:
            return ()
        return tuple(Line(s, "hint") for s in split_sentences(self("Hint: {hint}", hint=filled)))
