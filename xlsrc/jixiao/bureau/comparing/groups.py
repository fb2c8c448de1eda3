"""Pairs that hang together: units that copied from each other are told once, not once a pair."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def connected(pairs: Iterable[tuple[T, T]]) -> dict[T, T]:
    """Each of the paired ones → one of its group, the same for the whole group."""
    leader: dict[T, T] = {}

    def led(one: T) -> T:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in pairs:
        leader[led(other)] = led(one)
    return {one: led(one) for one in list(leader)}
