"""compare: every check across units, listed here and nowhere else.

A check takes the filings and gives suspicions; it never raises for what was typed. Wording and basis stand in
templates/findings (K11 on), thresholds in templates/bureau/设置.toml. None of them is a fault by itself: an officer looks
at both sides and decides, so a false alarm costs an officer's time and a unit's trust; see tests/comparing for how many there are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.bureau.comparing import (
    ahead,
    contacts,
    copied_texts,
    full_marks,
    last_year,
    other_names,
    outliers,
    outputs,
    same_amounts,
    same_answers,
    same_sentences,
)
from jixiao.bureau.comparing.copies import Overlap, overlaps
from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.settings import usual
from jixiao.filing.memory import Memory

TEXT_CHECKS: tuple[Callable[[Filings, Sequence[Overlap]], Iterator[Suspicion]], ...] = (
    copied_texts.texts_are_nobody_elses,
    same_sentences.sentences_are_nobody_elses,
    other_names.names_are_the_units_own,
)
CHECKS: tuple[Callable[[Filings], Iterator[Suspicion]], ...] = (
    last_year.texts_are_of_this_year,
    same_amounts.amounts_are_nobody_elses,
    same_answers.answers_are_nobody_elses,
    full_marks.not_every_project_is_full,
    full_marks.not_every_indicator_is_full,
    ahead.totals_keep_pace,
    ahead.projects_keep_pace,
    outliers.figures_are_near_everyones,
    outliers.costs_are_near_everyones,
    outputs.spending_has_output,
    outputs.output_has_spending,
    contacts.contacts_are_the_units_own,
)


def compare(
    memory: Memory, settings: Mapping[str, Decimal], earlier: Memory | None = None, roster: Iterable[str] = ()
) -> list[Suspicion]:
    """Every suspicion among the filings that count, by code, the strongest first; the same rows give the same list.

    `settings`: thresholds by item, the defaults for those it lacks; `earlier`: last year's memory, without which nothing is
    said of last year's texts; `roster`: units that should file, known by name even where they didn't.
    """
    filings = Filings(memory, {**usual(), **settings}, earlier, tuple(roster))
    return sorted(_found(filings), key=_rank)


def _found(filings: Filings) -> Iterator[Suspicion]:
    copies = tuple(overlaps(filings))
    for text_check in TEXT_CHECKS:
        yield from text_check(filings, copies)
    for check in CHECKS:
        yield from check(filings)


def _rank(one: Suspicion) -> tuple[str, Decimal, tuple[str, ...], str]:
    return one.kind.code, -(one.measure or Decimal(0)), tuple(side.unit for side in one.sides), one.mark
