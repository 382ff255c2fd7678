"""How the program looks and sounds for whoever uses it now, and what the settings are called."""

from dataclasses import dataclass, replace

from tutor.i18n import N_
from tutor.records.people import Person, PersonChanges
from tutor.speech.speaker import SPEEDS, Speed

SPEED_NAMES = {"slow": N_("slow"), "normal": N_("normal"), "fast": N_("quick")}
SIZE_NAMES = {1: N_("medium"), 2: N_("large"), 3: N_("very large"), 4: N_("largest")}
THEME_NAMES = {"paper": N_("dark on light"), "board": N_("light on dark")}


@dataclass(frozen=True, slots=True)
class Settings:
    """Language, form of address, size step, theme, speed and volume (0 to 10).

    `size_step` is None until somebody chooses one; until then letters are magnified to `usual_step`, if any.
    """

    language: str
    address: str = "bac"
    size_step: int | None = None
    theme: str = "paper"
    speed: Speed = "normal"
    volume: int = 8
    usual_step: int | None = None

    def of(self, person: Person) -> "Settings":
        """Return the settings that this person chose; where they chose none, these."""
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
        """Return these settings with some of them changed; None and unknown values change nothing."""
        speed = changes.get("speech_speed")
        volume = changes.get("speech_volume")
        return replace(
            self,
            language=changes.get("language") or self.language,
            address=changes.get("address") or self.address,
            size_step=changes.get("size_step") or self.size_step,
            theme=changes.get("theme") or self.theme,
            speed=next((known for known in SPEEDS if known == speed), self.speed),
            volume=self.volume if volume is None else volume,
        )
