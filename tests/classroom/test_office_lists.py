"""Lists as offices write them: everybody is read, with hamlet and form of address, and nobody is invented."""

import pytest
from association_lists import association_lists
from chat_lists import chat_lists
from document_lists import document_lists
from evening_lists import evening_lists
from festival_lists import festival_lists
from fresh_lists import fresh_lists
from household_lists import household_lists
from list_kit import Listed, OfficeList
from market_lists import market_lists
from meeting_lists import meeting_lists
from mixed_lists import mixed_lists
from notebook_lists import notebook_lists
from office_lists import office_lists
from party_lists import party_lists
from phone_lists import phone_lists
from register_lists import register_lists
from village_lists import village_lists

from tutor.classroom.roster.entries import Entry, read_roster
from tutor.classroom.roster.table import parse_table

_LISTS = [
    *office_lists(),
    *association_lists(),
    *village_lists(),
    *register_lists(),
    *meeting_lists(),
    *household_lists(),
    *evening_lists(),
    *party_lists(),
    *festival_lists(),
    *market_lists(),
    *document_lists(),
    *phone_lists(),
    *fresh_lists(),
    *notebook_lists(),
    *mixed_lists(),
    *chat_lists(),
]


def _read(file: OfficeList) -> tuple[Entry, ...]:
    return read_roster(parse_table(file.data), lambda _: "").entries


@pytest.mark.parametrize("file", _LISTS, ids=lambda file: file.file)
def test_everybody_on_a_list_is_read_and_nobody_else(file: OfficeList) -> None:
    read = [Listed(entry.name, entry.hamlet, entry.address) for entry in _read(file)]
    assert read == list(file.people)


@pytest.mark.parametrize("file", _LISTS, ids=lambda file: file.file)
def test_no_number_of_a_list_is_read(file: OfficeList) -> None:
    entries = _read(file)
    assert not any(len(run) > 3 for entry in entries for run in _digits(entry))


def _digits(entry: Entry) -> list[str]:
    text = " ".join((entry.name, entry.hamlet, entry.address))
    return "".join(sign if sign.isdigit() else " " for sign in text).split()
