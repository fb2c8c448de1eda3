"""What a check across units finds: a suspicion (疑点) with its evidence side by side. A person decides what it is."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.findings import Kind


@dataclass(frozen=True)
class Side:
    """One side of the evidence: whose it is, in which file (digest), where, and what stands there."""

    unit: str
    digest: str
    sheet: str
    cell: str
    item: str
    shown: str


@dataclass(frozen=True)
class Suspicion:
    """`kind` of the catalogue (letter K); `sides`: one, or two and more beside each other; `wrong`: the sentence.

    `measure`: how strong it is, as the kind's threshold counts, in `unit` (字, %, 倍 …). `mark`: the same for the same
    suspicion in every run, so that what a person wrote beside it stays with it.
    """

    kind: Kind
    wrong: str
    sides: tuple[Side, ...]
    measure: Decimal | None = None
    mark: str = ""
    unit: str = ""
