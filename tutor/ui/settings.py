"""How the app looks and sounds for the one who uses it now."""

from dataclasses import dataclass, replace

from tutor.records.people import Person, PersonChanges
from tutor.speech import SPEEDS, Speed


@dataclass(frozen=True, slots=True)
class Settings:
    """Language, form of address, size step, theme, speed and volume (0 to 10).

    A size step of None was never chosen: letters are then magnified to `usual_step`, where there is one.
    """

    language: str
    address: str = "bac"
    size_step: int | None = None
    theme: str = "paper"
    speed: Speed = "normal"
    volume: int = 8
    usual_step: int | None = None

    def of(self, person: Person) -> "Settings":
        """Return the settings that this person chose, these where they chose none."""
        return self.changed(
            {
                "language": person.language,
                "address": person.address,
                "size_step": person.size_step,
                "theme": person.theme,
                "speech_speed": person.speech_speed,
                "speech_volume": person.speech_volume,
            }
        )

    def changed(self, changes: PersonChanges) -> "Settings":
        """Return these settings with some of them changed; None and unknown words change nothing."""
        asked = changes.get("speech_speed")
        volume = changes.get("speech_volume")
        return replace(
            self,
            language=changes.get("language") or self.language,
            address=changes.get("address") or self.address,
            size_step=changes.get("size_step") or self.size_step,
            theme=changes.get("theme") or self.theme,
            speed=next((speed for speed in SPEEDS if speed == asked), self.speed),
            volume=self.volume if volume is None else volume,
        )
