"""The practice phone: what it shows, what a gesture does to it, and the shortest way to a goal."""

from tutor.phone.gestures import EDGE_KINDS, SWIPES, Gesture, GestureKind, parse_gesture
from tutor.phone.search import shortest_path
from tutor.phone.state import (
    PhoneState,
    gesture_of,
    goal_is_reached,
    press,
    start,
    unread,
    values_of,
    visible_screen,
)
from tutor.phone.view import BACK, HOME, Line, PhoneView, Target, can_press, samples, targets, view
from tutor.phone.world import STATE_SCREENS, PhoneWorld

__all__ = [
    "BACK",
    "EDGE_KINDS",
    "HOME",
    "STATE_SCREENS",
    "SWIPES",
    "Gesture",
    "GestureKind",
    "Line",
    "PhoneState",
    "PhoneView",
    "PhoneWorld",
    "Target",
    "can_press",
    "gesture_of",
    "goal_is_reached",
    "parse_gesture",
    "press",
    "samples",
    "shortest_path",
    "start",
    "targets",
    "unread",
    "values_of",
    "view",
    "visible_screen",
]
