"""What a clerk may type to the rules of each shape, at and around every bound."""

import random
from decimal import Decimal
from itertools import pairwise

import formula_rules as make

from jixiao.criteria import shapes as r
from jixiao.criteria.shapes import Steps

CENT = Decimal("0.01")
ODD = (
    "约90%",
    "九成",
    "1,23",
    "--5",
    "5.",
    ".5",
    "1/2/3",
    "2-3",
    "/",
    "不适用",
    "5 %",
    "１２.５％",
    "1,200%",
    "１,２００",
    "无",
)
COMPOSED = (r.Sum, r.Vetoed, r.Less)


def near(rng: random.Random, rule: r.Rule, target: str | float) -> Decimal:
    """A value at or around one of the numbers of a rule, or anywhere."""
    known = [*numbers(rule), *([Decimal(str(target))] if str(target).replace(".", "").isdigit() else []), Decimal(100)]
    base = rng.choice(known)
    steps = _steps(rule)
    if steps and rng.random() < 0.6:
        base += rng.choice([-1, 1]) * steps.size * rng.randint(0, 6)
    if rng.random() < 0.2:
        base = Decimal(rng.randint(-3000, 20000)) / 100
    return base + rng.choice([Decimal(0), Decimal(0), CENT, -CENT, Decimal("0.005") * rng.randint(-3, 3)])


def _steps(rule: r.Rule) -> Steps | None:
    if isinstance(rule, r.StepDeduction | r.StepGain):
        return rule.steps
    return (rule.below or rule.above) if isinstance(rule, r.Window) else None


def numbers(rule: r.Rule) -> list[Decimal]:
    """The bounds of a rule."""
    match rule:
        case r.StepDeduction(threshold=threshold, zero=zero):
            found = [threshold, zero.low if zero else None, zero.high if zero else None]
        case r.Bands(bands=bands):
            found = [bound for band in bands for bound in (band.range.low, band.range.high)]
        case r.Interpolated(knots=knots):
            found = [knot.value for knot in knots]
        case r.StepGain(start=start):
            found = [start]
        case r.Window(low=low, high=high):
            found = [low, high]
        case r.Proportional(target=goal, zero=zero):
            found = [goal, zero.high if zero else None]
        case r.AmplifiedLinear(cut_off=cut, factor=factor):
            found = [cut, 100 / factor, Decimal(1)]
        case r.Milestones(milestones=dates):
            found = [date.share for date in dates]
        case r.Cases(cases=cases):
            found = [bound for case in cases for bound in (case.range.low, case.range.high)]
        case r.BestOf(alternatives=parts):
            found = [bound for part in parts for bound in numbers(part.rule)]
        case _:
            found = [Decimal(rng) for rng in range(6)]
    return [number for number in found if number is not None] or [Decimal(100)]


def shown(number: Decimal) -> str:
    """A number as a clerk writes it."""
    return f"{number:f}"


def measured(rng: random.Random, rule: r.Rule, target: str | float) -> str | float:
    value = near(rng, rule, target)
    unit = rng.choice([getattr(rule, "unit", "%"), "", rng.choice(make.UNITS)])
    two = isinstance(rule, r.LessIsBetter | r.EqualsTarget) and rng.random() < 0.9
    if two or rng.random() < 0.05:
        other = rng.choice([unit, "", rng.choice(make.UNITS)])
        return f"{shown(value)}{unit}/{shown(near(rng, rule, target))}{other}"
    if rng.random() < 0.25:
        return float(value)
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    text = f"{shown(value)}{unit}"
    return text.translate(wide) if rng.random() < 0.1 else rng.choice([text, text, f" {shown(value)} {unit}"])


def items(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    total = rng.randint(0, 12)
    return rng.choice(
        [f"{rng.randint(0, total)}/{total}", f"{rng.randint(0, 13)}/{total}个", f"{total}.5/20", str(total)]
    )


def checks(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    count = len(getattr(rule, "items", "123"))
    words = [rng.choice(["是", "是", "否", "不适用", "y", "N", "√", "×"]) for _ in range(count)]
    if rng.random() < 0.1:
        words.append(rng.choice(["是", "部分", "1"]))
    return rng.choice([",", "，", "、", ";", " ", "； ", "\n", ",,"]).join(words)


def count(rng: random.Random, rule: r.Rule, target: str | float) -> str | float:
    if isinstance(rule, r.PerOccurrence) and rng.random() < 0.2:
        return checks(rng, rule, target)
    return rng.choice([str(rng.randint(0, 9)), f"{rng.randint(0, 9)}次", float(rng.randint(0, 9)), "2.5", "-1", "3.0"])


def years(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    this, last = (Decimal(rng.choice([0, 0, 1980, 2000, rng.randint(0, 9999)])) / 100 for _ in range(2))
    return rng.choice(
        [f"{this}/{last}", f"{this}/{last}", f"{this}万元/{last}万元", f"{this}", f"{this}/", f"{this}/{this}"]
    )


def several(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    count = len(getattr(rule, "alternatives", ()) or getattr(rule, "milestones", ()))
    words = [f"{shown(near(rng, rule, target))}{rng.choice(['%', '%', '', '天'])}" for _ in range(count)]
    roll = rng.random()
    words = words[1:] if roll < 0.1 else [*words, "3"] if roll < 0.15 else ["", *words[1:]] if roll < 0.25 else words
    return rng.choice([",", "，", "、", "; ", " "]).join(words)


def grade(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    parts = getattr(rule, "tiers", None) or rule.options
    name = rng.choice([part.name for part in parts])
    return rng.choice(
        [
            name,
            name,
            name[:2],
            name[:4],
            name.removeprefix("达到"),
            f" {name} ",
            f"{name} 7.9",
            f"{name}8分",
            "没有这一档",
            "",
        ]
    )


def by_hand(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    return rng.choice(["4", "4分", "3.5 制度未修订", "见附件", "", "", "", "４ 原因"])


def answers(rng: random.Random, rule: r.Rule, target: str | float) -> list[str]:
    """A text for each input of a rule, seldom blank, 不适用 or odd."""
    if isinstance(rule, COMPOSED):
        return [text for piece in rule.pieces for text in answers(rng, piece.rule, target)]
    roll = rng.random()
    odd = ["", "不适用", rng.choice(ODD)][int(roll * 100)] if roll < 0.03 else None
    return [_one(rng, rule, each, target) if odd is None else odd for each in rule.inputs()]


def _one(rng: random.Random, rule: r.Rule, asked: r.Input, target: str | float) -> str:
    match asked.kind:
        case "check" if asked.label.startswith("是否发生"):
            return rng.choice(["否", "否", "否", "否", "N", "是", "不适用"])
        case "check":
            return rng.choice(["是", "是", "是", "否", "否", "不适用", "y", "N", "√", "×"])
        case "count":
            return rng.choice([str(rng.randint(0, 5)), f"{rng.randint(0, 3)}次", "0", "否", "3.0"])
        case "share":
            return items(rng, rule, target)
        case "versus":
            return years(rng, rule, target)
        case "choice":
            name = rng.choice(asked.choices)
            return rng.choice([name, name, name[:2], name.removeprefix("达到")])
        case "score":
            return rng.choice(["0.5", "1分", "0.5 制度未修订", "0.75", "0", "0.1", rng.choice(["0.333", "9"])])
    return str(measured(rng, rule, target))


def kinds(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    """Counts of several kinds of cases, or one count for all."""
    words = [rng.choice([str(rng.randint(0, 5)), f"{rng.randint(0, 3)}次", "0", "1"]) for _ in rule.inputs()]
    roll = rng.random()
    words = words[:1] if roll < 0.15 else [*words, "1"] if roll < 0.2 else ["", *words[1:]] if roll < 0.25 else words
    return rng.choice([",", "，", "、", "; ", " ", ",,"]).join(words) + rng.choice(["", "", "", "", "，"])


def _like_thousands(rng: random.Random, rule: r.Rule, words: list[str]) -> list[str]:
    """1,200: is it one number?"""
    kinds = [asked.kind for asked in rule.inputs()]
    pairs = [
        n for n, pair in enumerate(pairwise(kinds)) if pair[0] == "amount" and pair[1] in ("amount", "rate", "count")
    ]
    if not pairs:
        return words
    at = rng.choice(pairs)
    pair = [rng.choice(["0", "1", "12", "0.5", "100", "8/10"]), rng.choice(["100", "250.5", "100%", "1000", "100个"])]
    return [*words[:at], *pair, *words[at + 2 :]]


def listed(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    words = answers(rng, rule, target)
    if rng.random() < 0.1:
        return ",".join(_like_thousands(rng, rule, words))
    if rng.random() < 0.04:
        words = words[1:] or ["是", "否"]
    separator = rng.choice([",", ",", "，", "、", ";", "； ", ", ", " ,", " ", "\n"])
    if rng.random() < 0.04:
        return "".join(word + rng.choice([separator, " ", ";"]) for word in words)
    return separator.join(words)
