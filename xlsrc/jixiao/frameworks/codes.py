"""Codes by level: A, B … for level 1, numbers below (A1, A1.2), in order of first appearance; never by row."""

import re
from collections.abc import Sequence

Path = tuple[str, ...]
_NUMBERED = re.compile(r"(.*?)(\d*)", re.DOTALL)


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


def codes_completed(paths: Sequence[Path], codes: Sequence[str]) -> list[str]:
    """The codes as given, a free one for each blank: the next after the last of its group, else the one by level."""
    by_level, done, taken = codes_of(paths), list(codes), {*codes}
    for place, code in enumerate(codes):
        if not code:
            siblings = [one for one, path in zip(done, paths, strict=True) if one and path[:-1] == paths[place][:-1]]
            done[place] = _free(siblings[-1] if siblings else by_level[place], taken)
            taken.add(done[place])
    return done


def _free(code: str, taken: set[str]) -> str:
    """The code, or the next that nothing is called: A1.2 → A1.3."""
    while code in taken:
        head, number = _NUMBERED.fullmatch(code).groups()  # type: ignore[union-attr]  # it matches any text
        code = f"{head}{int(number or 1) + 1}"
    return code


def letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
