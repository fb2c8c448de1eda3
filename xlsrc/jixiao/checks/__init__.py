"""Checks (勾稽关系): one small function each, found by its name, listed here and nowhere else.

A check takes what it looks at and returns findings; it never raises for what was typed, and never sees a cell.
The number in a code is the line of the catalogue of checks: B13 is 人员 check 13.
"""

from collections.abc import Callable, Iterable

from jixiao.checks import budget, definitions, identity, scores, staffing
from jixiao.checks.context import Scored
from jixiao.findings import Finding
from jixiao.snapshot import Snapshot

ENTRY_CHECKS: tuple[Callable[[Snapshot], Iterable[Finding]], ...] = (
    definitions.required_entries_are_filled,
    definitions.numbers_are_in_range,
    identity.filing_date_is_after_the_year,
    identity.notice_number_is_of_next_year,
    identity.staffing_date_is_year_end,
    staffing.posts_total_equals_printed_total,
    staffing.in_post_total_equals_printed_total,
    staffing.supported_total_equals_its_parts,
    staffing.office_count_equals_names_listed,
    budget.totals_equal_printed_totals,
    budget.typed_rates_equal_executed_over_budget,
    budget.claimed_rates_have_figures,
    budget.shares_add_to_100,
)

SCORE_CHECKS: tuple[Callable[[Scored], Iterable[Finding]], ...] = (
    scores.weights_add_to_100,
    scores.codes_are_unique,
    scores.scores_are_within_weight,
    scores.lost_points_have_a_reason,
    scores.reported_total_equals_score_table,
    scores.reported_grade_equals_score_table,
)


def run_entry_checks(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding about what was typed."""
    return tuple(finding for check in ENTRY_CHECKS for finding in check(snapshot))


def run_score_checks(scored: Scored) -> tuple[Finding, ...]:
    """Every finding about weights and scores."""
    return tuple(finding for check in SCORE_CHECKS for finding in check(scored))
