"""What somebody new is asked before the first lesson, and what is asked once for the laptop only."""

from tutor.ui.screens.setup_check import CheckScreen
from tutor.ui.screens.setup_keys import KeysScreen
from tutor.ui.screens.setup_letters import LettersScreen
from tutor.ui.screens.setup_size import SizeScreen
from tutor.ui.screens.setup_sound import SoundScreen
from tutor.ui.services import Services


def questions(services: Services, *, heard: bool) -> tuple[type[CheckScreen], ...]:
    """Return the pages to show in their order; without a voice that could be `heard`, none asks about it."""
    laptop = services.laptop.now
    pages: list[type[CheckScreen]] = [SizeScreen]
    if heard:
        pages.append(SoundScreen)
    if services.terminal not in laptop.letters_seen:
        pages.append(LettersScreen)
    if not laptop.keys_tried:
        pages.append(KeysScreen)
    return tuple(pages)
