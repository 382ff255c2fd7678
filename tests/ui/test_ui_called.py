"""What people of a roster are called: by their given name, and by the whole where two would look alike."""

import pytest
from ui_kit import staged

_PEOPLE = ("Nguyễn Thị Hạnh", "Trần Văn Hòa", "Lê Thị Hạnh", "Minh")


@pytest.mark.parametrize("size", [(100, 26), (66, 17), (50, 13), (34, 9)])
async def test_names_are_short_where_that_is_clear(size: tuple[int, int]) -> None:
    async with staged(size, people=_PEOPLE) as stage:
        listed = {choice.text for choice in stage.app.screen._view.choices}
        assert listed >= {"bác Nguyễn Thị Hạnh", "bác Lê Thị Hạnh", "bác Hòa", "bác Minh"}


async def test_people_of_the_same_name_are_told_apart() -> None:
    async with staged((100, 26), people=("Lê Thị Hạnh", "Lê Thị Hạnh", "Minh")) as stage:
        store = stage.app.session.services.store
        first = min(store.people(), key=lambda one: (one.name != "Lê Thị Hạnh", one.created_at))
        store.change_person(first.id, household="Hộ 4")
        stage.app.ask_who()
        await stage.pilot.pause()
        listed = [choice.text for choice in stage.app.screen._view.choices]
        assert "bác Lê Thị Hạnh (Hộ 4)" in listed
        assert "bác Minh" in listed
        assert len(set(listed)) == len(listed)


async def test_a_greeting_has_the_given_name() -> None:
    async with staged((66, 17), people=_PEOPLE[:1]) as stage:
        await stage.press("1")
        assert "bác Hạnh" in stage.text()
        assert "Nguyễn" not in stage.text()


async def test_in_another_language_no_form_of_address_is_put_before() -> None:
    async with staged((66, 17), people=_PEOPLE, language="en") as stage:
        listed = {choice.text for choice in stage.app.screen._view.choices}
        assert listed >= {"Nguyễn Thị Hạnh", "Hòa"}
