"""Saying a thing in fewer words, where all of it then stands on one page."""

from tutor.play.view import View
from tutor.ui.draw.pages import paginate
from tutor.ui.draw.sizes import Viewport


def fits(view: View, port: Viewport, *, menu: bool = False) -> bool:
    """Tell whether one page holds a view."""
    return len(paginate(view, port, menu=menu)) == 1


def on_one_page(port: Viewport, *views: View) -> View:
    """Return the first of some views that one page holds, else the last of them.

    They come with the fewest words last. What can be picked in them is a menu's.
    """
    if not port.usable:
        return views[-1]
    return next((view for view in views if fits(view, port, menu=True)), views[-1])
