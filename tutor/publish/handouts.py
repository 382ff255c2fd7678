"""One lesson on paper: what to keep at home, the card for the fridge, notes, a certificate, an invitation."""

from typing import Literal

from tutor.publish.material import Material, Occasion

Kind = Literal["handout", "missed", "card", "notes", "certificate", "invitation"]
KINDS: tuple[Kind, ...] = ("handout", "missed", "card", "notes", "certificate", "invitation")

_NOTHING_MORE = Occasion()


def render(kind: Kind, material: Material, occasion: Occasion = _NOTHING_MORE) -> bytes:
    """Return a lesson on paper as a PDF in the lesson's language.

    Args:
        kind: `handout` is one page to take home, `missed` the same for somebody who was not there, `card`
            two cards for the fridge, `notes` what a volunteer needs, `certificate` that a topic is finished,
            `invitation` two invitations to the class.
        material: The lesson and what belongs to it, as `load_material` reads it.
        occasion: The name, days and place to write on the page; what is missing stays a line to fill in.
    """
    match kind:
        case "handout":
            from tutor.publish.take_home import take_home

            return take_home(material, occasion)
        case "missed":
            from tutor.publish.take_home import take_home

            return take_home(material, occasion, missed=True)
        case "card":
            from tutor.publish.card import card

            return card(material)
        case "notes":
            from tutor.publish.notes import notes

            return notes(material)
        case "certificate":
            from tutor.publish.certificate import certificate

            return certificate(material, occasion)
        case "invitation":
            from tutor.publish.invitation import invitation_to

            return invitation_to([material], occasion)
