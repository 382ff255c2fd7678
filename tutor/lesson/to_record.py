"""The sentences of a lesson that somebody can read for it."""

from collections.abc import Iterator

from tutor.content.placeholders import Filler
from tutor.content.step_texts import step_passages
from tutor.content.steps import Lesson
from tutor.content.text import split_sentences, strip_emphasis, with_stop
from tutor.speech.normalise import spoken_text


def sentences_to_record(lesson: Lesson, filler: Filler) -> tuple[str, ...]:
    """Return the sentences of a lesson as the voice says them, each once, in their order.

    Notes for the volunteer are not read aloud. Learners are addressed as `filler` does; what names somebody
    else is read by the next engine.
    """
    sentences: dict[str, str] = {}
    for text in _texts(lesson):
        for sentence in split_sentences(filler.fill(text)):
            plain = with_stop(strip_emphasis(sentence).strip())
            words = spoken_text(plain, lesson.language)
            if any(map(str.isalpha, words)):
                sentences.setdefault(words, plain)
    return tuple(sentences.values())


def _texts(lesson: Lesson) -> Iterator[str]:
    for step in lesson.steps:
        if step.spoken:
            # The voice says this in place of the text.
            yield step.spoken
        left_out = ("", step.text) if step.spoken else ("",)
        for passage in step_passages(step):
            if passage.voice == "lesson" and passage.text not in left_out:
                yield passage.text
