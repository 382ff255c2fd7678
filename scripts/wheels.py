"""Which wheels a locked list needs on another computer, and which of them a folder has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

from starter.places import VERSIONS

# The oldest glibc that the Linux of a laptop may have: that of Debian 11 and Ubuntu 20.04.
_GLIBC_MINOR = 31
_OLDEST_MINOR = 5
_LEGACY = {"manylinux2014": 17, "manylinux2010": 12, "manylinux1": 5}
_PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]*))?", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of Python: its version, and its platform as `sysconfig` names it."""

    version: str
    platform: str

    def __str__(self) -> str:
        return f"{self.version} {self.platform}"

    @property
    def windows(self) -> bool:
        """Whether it is one of Windows."""
        return self.platform.startswith("win")

    @property
    def machine(self) -> str:
        """The name of the processor, as `platform.machine` has it."""
        return "AMD64" if self.windows else self.platform.partition("-")[2]

    def environment(self) -> dict[str, str]:
        """Return the values of markers there."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.version}.0",
            "os_name": "nt" if self.windows else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "10" if self.windows else "5.10.0",
            "platform_system": "Windows" if self.windows else "Linux",
            "platform_version": "10",
            "python_full_version": f"{self.version}.0",
            "python_version": self.version,
            "sys_platform": "win32" if self.windows else "linux",
            "extra": "",
        }

    def platforms(self) -> list[str]:
        """Return the platforms of wheels that it can install, the best first."""
        if self.windows:
            return ["win_amd64"]
        named = [
            f"manylinux_2_{n}_{self.machine}" for n in range(_GLIBC_MINOR, _OLDEST_MINOR - 1, -1)
        ]
        return [*named, *(f"{name}_{self.machine}" for name in _LEGACY), f"linux_{self.machine}"]


@cache
def tags_of(target: Target) -> frozenset[Tag]:
    """Return the tags of wheels that a target can install."""
    major, _, minor = target.version.partition(".")
    python = (int(major), int(minor))
    plain = f"cp{major}{minor}"
    platforms = target.platforms()
    return frozenset(
        [*cpython_tags(python, [plain], platforms), *compatible_tags(python, plain, platforms)]
    )


TARGETS = tuple(
    Target(version, platform)
    for platform in ("win-amd64", "linux-x86_64", "linux-aarch64")
    for version in VERSIONS
)


@dataclass(frozen=True, slots=True)
class Pin:
    """A locked package, where it is needed, and the SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def line(self) -> str:
        """Return it as pip reads it, without the marker."""
        hashes = "".join(f" --hash=sha256:{digest}" for digest in sorted(self.hashes))
        return f"{self.name}=={self.version}{hashes}\n"


def read_lock(text: str) -> list[Pin]:
    """Return the packages of a locked list."""
    starts = [*_PIN.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return [
        Pin(m[1], m[2], (m[3] or "").strip(), frozenset(_HASH.findall(text, m.end(), end)))
        for m, end in zip(starts, ends, strict=True)
    ]


def needed(pins: Iterable[Pin], target: Target) -> list[Pin]:
    """Return the packages that a target needs."""
    values = target.environment()
    return [pin for pin in pins if not pin.marker or Marker(pin.marker).evaluate(values)]


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel in a folder."""

    file: Path
    digest: str
    tags: frozenset[Tag]


def wheels_in(folder: Path) -> Iterator[Wheel]:
    """Yield the wheels of a folder."""
    for file in sorted(folder.glob("*.whl")):
        tags = parse_wheel_filename(file.name)[3]
        yield Wheel(file, sha256(file.read_bytes()).hexdigest(), tags)


def choose(pin: Pin, target: Target, wheels: Iterable[Wheel]) -> Wheel | None:
    """Return a wheel of this package that the target can install, None where there is none."""
    tags = tags_of(target)
    fitting = (w for w in wheels if w.digest in pin.hashes and not tags.isdisjoint(w.tags))
    return next(fitting, None)
