"""One table of what differs between languages: forms of address, number marks, reading load, keyboard."""

from collections.abc import Mapping

# Plain classes: `dataclasses` takes longer to import than `tutor --help` may take.


class Address:
    """How learners are spoken to: one of them, and a group."""

    __slots__ = ("id", "plural", "singular")

    def __init__(self, id: str, singular: str, plural: str) -> None:
        self.id = id
        self.singular = singular
        self.plural = plural


class Language:
    """What the program knows of a language.

    The learner chooses one of `addresses` where there are several; `class_address` is for a class.
    `most_words` is the number of words (in Vietnamese: syllables) that a step may say before it asks.
    `telex` tells that learners type it by Telex.
    """

    def __init__(
        self,
        *,
        code: str,
        name: str,
        addresses: tuple[Address, ...],
        class_address: Address,
        decimal_mark: str,
        thousands_mark: str,
        most_words: int,
        telex: bool = False,
    ) -> None:
        self.code = code
        self.name = name
        self.addresses = addresses
        self.class_address = class_address
        self.decimal_mark = decimal_mark
        self.thousands_mark = thousands_mark
        self.most_words = most_words
        self.telex = telex

    @property
    def asks_address(self) -> bool:
        """Whether the learner chooses a form of address."""
        return len(self.addresses) > 1

    def address(self, address_id: str) -> Address:
        """Return the form of address with this id; an unknown id gives the default, the first one."""
        known = (*self.addresses, self.class_address)
        return next((a for a in known if a.id == address_id), self.addresses[0])


_YOU = Address("you", "you", "you")

LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(
            code="vi",
            name="Tiếng Việt",
            # In the order in which the learner is asked.
            addresses=(
                Address("bac", "bác", "các bác"),
                Address("ong", "ông", "các ông"),
                Address("ba", "bà", "các bà"),
                Address("cu", "cụ", "các cụ"),
                Address("co", "cô", "các cô"),
                Address("chu", "chú", "các chú"),
            ),
            class_address=Address("lop", "các bác", "các bác"),
            decimal_mark=",",
            thousands_mark=".",
            most_words=45,
            telex=True,
        ),
        Language(
            code="en",
            name="English",
            addresses=(_YOU,),
            class_address=_YOU,
            decimal_mark=".",
            thousands_mark=",",
            most_words=35,
        ),
    )
}
DEFAULT_LANGUAGE = "vi"
_VIETNAMESE = LANGUAGES[DEFAULT_LANGUAGE]
# Records name a form of address whatever the language of the program is.
ADDRESSES = _VIETNAMESE.addresses
DEFAULT_ADDRESS = ADDRESSES[0]
CLASS_ADDRESS = _VIETNAMESE.class_address


def address_of(address_id: str) -> Address:
    """Return the Vietnamese form of address with this id, the default for an unknown id."""
    return _VIETNAMESE.address(address_id)
