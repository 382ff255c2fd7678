"""The desk at which a scam bulletin is made: its questions, the check of each answer, and its file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from tutor.authoring.bulletin import BULLETIN_PREFIX, TOPIC, bulletin_id, compose
from tutor.authoring.bulletin_check import BulletinProblem, check_bulletin
from tutor.authoring.bulletin_form import INSTEAD, SOURCE, TITLE, BulletinForm, Disguise
from tutor.authoring.bulletin_words import LANGUAGE, bulletin_words
from tutor.authoring.context import CheckContext
from tutor.content.messages import describe
from tutor.i18n import N_, Translator
from tutor.paths import lessons_folder, refuse_existing, write_atomic

Text = Literal["title", "instead", "source"]
QUESTIONS: dict[Text, str] = {
    "title": N_("What it is about, in a few words, such as “A call about a prize”"),
    "instead": N_("What to do instead, such as “Hang up and ask your family”"),
    "source": N_("Who says so, such as “Police of Đông Hòa commune”"),
}
LONGEST: dict[Text, int] = {"title": TITLE, "instead": INSTEAD, "source": SOURCE}
WAY = N_("How it comes")
WAYS: dict[Literal["call", "message"], str] = {
    "call": N_("as a call"),
    "message": N_("as a message"),
}
PRETENDS = N_("Whom they claim to be")
WANTS = N_("What they are after")
SAYS_QUESTION = N_("Their words, {number}: two or three short sentences")
SENDER_QUESTION = N_("The name above it (Enter: a stranger)")
NO_DAY = N_("write a day such as 31/12/2026")
TODAYS = N_(
    "A bulletin of today is there already: {names}. To correct it, change its file; another one needs "
    "another title."
)
SAME_TITLE = N_(
    "A bulletin of today begins with these words already. Please give it another title."
)
NEXT = N_("Hear it: tutor play {name}. Print it: tutor print {name}.")


class BulletinDesk:
    """Makes lessons of forms, checks them and writes them below a folder; what checks need is read once."""

    def __init__(self, root: Path, today: date) -> None:
        shipped = lessons_folder()
        self._context = CheckContext(root if root.is_dir() else shipped, shipped, today)
        self._folder = root / LANGUAGE / TOPIC
        self.today = today

    def blank(self) -> BulletinForm:
        """Return a form before it is filled in: what is not known yet are words without a fault."""
        words = bulletin_words()
        blank = Disguise(says=words.urged)
        return BulletinForm(
            title=words.unknown,
            way="call",
            pretends="other",
            wants="money",
            disguises=(blank, blank),
            instead=words.asked[0].text,
            source=words.unknown,
            day=self.today,
        )

    def of_today(self) -> list[str]:
        """Return the ids of the bulletins of today that are there already."""
        files = self._folder.glob(f"{BULLETIN_PREFIX}{self.today:%Y%m%d}-*.yaml")
        return sorted(file.stem for file in files)

    def file(self, form: BulletinForm) -> Path:
        """Return the file of a bulletin."""
        return self._folder / f"{bulletin_id(form.title, self.today)}.yaml"

    def compose(self, form: BulletinForm) -> tuple[str, Sequence[BulletinProblem]]:
        """Return the text of the lesson that a form makes, and its problems."""
        text = compose(form, self.today, self._context.glossary(LANGUAGE))
        return text, check_bulletin(text, str(self.file(form)), form, self._context)

    def fault(self, form: BulletinForm, key: str, translate: Translator) -> str:
        """Return what is wrong with the words of a form that end in this key, "" for nothing."""
        if key == "title" and self.file(form).exists():
            return translate(SAME_TITLE)
        for found in self.compose(form)[1]:
            if found.keys and found.keys[-1] == key and not found.problem.warning:
                return " ".join(describe(found.problem, translate))
        return ""

    def write(self, form: BulletinForm, text: str) -> Path:
        """Write the lesson of a form and return its file; raise OSError, also where there is one."""
        file = self.file(form)
        refuse_existing([file])
        return write_atomic(file, text.encode(), durable=True)


def with_text(form: BulletinForm, key: Text, text: str) -> BulletinForm:
    """Return a form with another text."""
    match key:
        case "title":
            return replace(form, title=text)
        case "instead":
            return replace(form, instead=text)
        case "source":
            return replace(form, source=text)
