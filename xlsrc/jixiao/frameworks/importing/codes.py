"""Codes by level: A, B … for level 1, numbers below (A1, A1.2), in order of first appearance; never by row."""

from collections.abc import Sequence

Path = tuple[str, ...]


def codes_of(paths: Sequence[Path]) -> list[str]:
    """A code for each indicator, given its levels from the top down, its own place last (names may repeat)."""
    numbers: dict[Path, int] = {}
    children: dict[Path, int] = {}
    codes = []
    for place, path in enumerate(paths):
        steps = [*((*path[: n + 1],) for n in range(len(path) - 1)), (*path[:-1], f"\0{place}")]
        for step in steps:
            if step not in numbers:
                numbers[step] = children[step[:-1]] = children.get(step[:-1], 0) + 1
        first, *rest = [numbers[step] for step in steps]
        codes.append(letters(first) + ".".join(map(str, rest)))
    return codes


def letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
