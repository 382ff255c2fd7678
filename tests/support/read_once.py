"""YAML files that each process of the tests reads once: the same lessons are read by hundreds of tests."""

from collections.abc import Callable

from tutor.content import yaml_reader
from tutor.content.model import Problem
from tutor.content.yaml_reader import Document


def read_once(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have a text that was read from a file before stand for the same values; nobody changes them."""
    build = yaml_reader._build
    read: dict[tuple[str, str], tuple[Document, list[Problem]]] = {}

    def build_once(text: str, file: str) -> tuple[Document, list[Problem]]:
        if (text, file) not in read:
            read[text, file] = build(text, file)
        return read[text, file]

    set_attribute(yaml_reader, "_build", build_once)
