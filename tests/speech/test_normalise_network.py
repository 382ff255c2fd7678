"""The network that tells how likely a word is by those around it, with weights made for the test."""

import math
import struct

import pytest

from tutor.speech.normalise.vi.language_model import EDGE
from tutor.speech.normalise.vi.network import (
    ELSE,
    FAR,
    NEAR,
    SIGNS,
    Network,
    Token,
    shipped_network,
    sign_of,
)

WORDS = ("ban", "may", "xe")
FORMS = ("bán", "bạn")


def network(
    near: dict[tuple[int, str], int], anywhere: dict[str, int], named: int = 0, scale: float = 0.5
) -> Network:
    """Return a network of one hidden number: what stands around a word makes “bạn” likelier."""
    signs = [*SIGNS, *WORDS]
    rows = [near.get((place, sign), 0) for place in range(-NEAR, NEAR + 1) for sign in signs]
    rows += [anywhere.get(sign, 0) for sign in signs]
    rows += [0, 0, 0, named, 0, 0, 0]
    head = f"1 {scale} 1\n{' '.join(signs)}\n{' '.join(FORMS)}\n".encode()
    weights_of_forms = [-1, 1]
    return Network(
        head + struct.pack("<2f", 0, 0) + struct.pack(f"{len(rows) + 2}b", *rows, *weights_of_forms)
    )


def words(*signs: str, named: bool = False) -> list[Token]:
    return [Token(sign, FORMS if sign == "ban" else (), named and sign == "ban") for sign in signs]


def odds(network: Network, tokens: list[Token]) -> float:
    """Return the logarithm of how many times likelier “bạn” is than “bán”."""
    [found] = [likely for likely in network.likelihoods(tokens) if likely]
    assert math.isclose(sum(map(math.exp, found.values())), 1)
    return found["bạn"] - found["bán"]


def test_a_neighbour_counts_by_its_place() -> None:
    of_next = network({(1, "may"): 4}, {})
    assert odds(of_next, words("ban", "may")) == pytest.approx(4)
    assert odds(of_next, words("may", "ban")) == pytest.approx(0)
    assert odds(of_next, words("ban", "xe", "may")) == pytest.approx(0)


def test_a_word_counts_anywhere_within_reach() -> None:
    of_any = network({}, {"may": 3})
    between = ["xe"] * (FAR - 1)
    assert odds(of_any, words("ban", *between, "may")) == pytest.approx(3)
    assert odds(of_any, words("may", *between, "ban")) == pytest.approx(3)
    assert odds(of_any, words("ban", *between, "xe", "may")) == pytest.approx(0)


def test_what_speaks_against_all_forms_alike_changes_nothing() -> None:
    assert odds(network({(1, "may"): -4}, {}), words("ban", "may")) == pytest.approx(0)


def test_a_name_counts() -> None:
    of_names = network({}, {}, named=2)
    assert odds(of_names, words("xe", "ban", named=True)) == pytest.approx(2)
    assert odds(of_names, words("xe", "ban")) == pytest.approx(0)


def test_edges_and_foreign_words_in_a_row_are_one() -> None:
    of_third = network({(3, "may"): 4}, {})
    assert odds(of_third, words("ban", EDGE, EDGE, ELSE, ELSE, "may")) == pytest.approx(4)


def test_a_word_that_the_network_does_not_know_is_a_foreign_one() -> None:
    assert odds(network({(1, ELSE): 4}, {}), words("ban", "phuong")) == pytest.approx(4)


def test_of_forms_that_the_network_has_not_seen_it_tells_little() -> None:
    [likely] = network({}, {}).likelihoods([Token("ban", ("bán", "bẵn"))])
    assert likely["bẵn"] < likely["bán"] - 4
    [nothing] = network({}, {}).likelihoods([Token("ban", ("bẵn", "bẩn"))])
    assert nothing == {}


@pytest.mark.parametrize(
    ("piece", "sign"),
    [
        ("14h30", "#t"), ("14:05", "#t"), ("50.000d", "#m"), ("+2,000,000VND", ELSE), ("500k", "#m"),
        ("12,5%", "#p"), ("12/11/2026", "#d"), ("12/11", "#d"), ("4", "#1"), ("198", "#n"), ("V90B", ELSE),
    ],
)  # fmt: skip
def test_numbers_are_known_by_their_kind(piece: str, sign: str) -> None:
    assert sign_of(piece) == sign


def test_the_shipped_network_tells_words_of_the_same_letters_apart() -> None:
    forms = ("ban", "bàn", "bán", "bạn", "bản")

    def best(*signs: str) -> str:
        tokens = [Token(sign, forms if sign == "ban" else ()) for sign in signs]
        [likely] = [found for found in shipped_network().likelihoods(tokens) if found]
        return max(likely, key=lambda form: likely[form])

    assert best(EDGE, "nguoi", "ban", "hang", "chua", "giao", EDGE) == "bán"
    assert best(EDGE, "tai", "khoan", "cua", "ban", "bi", "khoa", EDGE) == "bạn"
    assert best(EDGE, "bien", "ban", "vi", "pham", "giao", "thong", EDGE) == "bản"
