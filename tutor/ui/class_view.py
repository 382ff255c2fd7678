"""The app on a projector: what a class sees."""

from dataclasses import replace

from typing_extensions import override

from tutor.languages import CLASS_ADDRESS
from tutor.ui.app import TutorApp
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.volunteer.projector import FollowScreen
from tutor.ui.session import Services, Settings


class ClassViewApp(TutorApp):
    """Shows what the class of a session sees, and nothing else, in a window of its own, as on a projector."""

    def __init__(self, services: Services, settings: Settings, session: str) -> None:
        self._class_session = session
        super().__init__(services, replace(settings, address=CLASS_ADDRESS.id))

    @override
    def first_screen(self) -> PagedScreen:
        return FollowScreen(self._class_session)
