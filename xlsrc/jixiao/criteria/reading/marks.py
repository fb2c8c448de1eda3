"""Statements that hold nothing but that they were made; their base, and what goes wrong with statements."""

from dataclasses import dataclass


class ContradictionError(Exception):
    """The text contradicts itself; the message is a Chinese sentence."""


class NotUnderstoodError(Exception):
    """Words that can't be read; args are those words."""


@dataclass(frozen=True)
class Atom:
    """Base of all statements."""


@dataclass(frozen=True)
class OfTarget(Atom):
    """以目标值为基数: a step of 1 % is a hundredth of the 目标值."""


@dataclass(frozen=True)
class Floor(Atom):
    """扣完为止."""


@dataclass(frozen=True)
class Ceiling(Atom):
    """满分为止."""


@dataclass(frozen=True)
class Otherwise(Atom):
    """否则."""


@dataclass(frozen=True)
class InProportion(Atom):
    """按比例得分."""


@dataclass(frozen=True)
class Inapplicable(Atom):
    """无此类项目的."""


@dataclass(frozen=True)
class Between(Atom):
    """其间按直线插值计分."""


@dataclass(frozen=True)
class HasSome(Atom):
    """有结余."""


@dataclass(frozen=True)
class ByJudgement(Atom):
    """酌情扣分 and the like."""


@dataclass(frozen=True)
class Absolute(Atom):
    """调整率按绝对值计算."""
