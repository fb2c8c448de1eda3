"""Checks (勾稽关系): one small function each, found by its name, listed here and nowhere else.

A check takes what it looks at and returns findings; it never raises for what was typed, and never sees a cell.
Wording, severity and basis stand in templates/findings, one node per code; what a letter's first numbers are is the
published list of 勾稽关系 (B13 is 人员 check 13), later ones go on counting. Thresholds are settings (sheet 校验设置),
word lists are templates/narrative.
"""

from collections.abc import Callable, Iterable

from jixiao.evaluation.checks import (
    amounts,
    blanks,
    budget,
    carried,
    definitions,
    execution,
    identity,
    indicators,
    projects,
    scores,
    spending,
    staffing,
    texts,
    unit_kinds,
    unit_sums,
    years,
)
from jixiao.evaluation.checks.framework import framework_findings
from jixiao.evaluation.scoring.model import Scored
from jixiao.findings import Finding
from jixiao.snapshot import Snapshot

ENTRY_CHECKS: tuple[Callable[[Snapshot], Iterable[Finding]], ...] = (
    definitions.required_entries_are_filled,
    definitions.numbers_are_in_range,
    blanks.income_and_spending_are_filled,
    blanks.rows_are_filled_on_both_sides,
    # A
    identity.sheets_carry_unit_and_year,
    identity.names_carry_the_year,
    identity.filing_date_is_after_the_year,
    identity.notice_number_is_of_next_year,
    identity.staffing_date_is_year_end,
    identity.texts_speak_of_the_year,
    amounts.amounts_are_of_the_size_of_their_neighbours,
    amounts.amounts_do_not_look_like_years,
    texts.texts_speak_of_their_time,
    texts.usual_texts_are_taken,
    # B
    staffing.posts_total_equals_printed_total,
    staffing.in_post_total_equals_printed_total,
    staffing.supported_total_equals_its_parts,
    staffing.staff_in_post_fit_their_posts,
    staffing.all_staff_in_post_fit_all_posts,
    staffing.posts_hold_no_retired_or_hired,
    staffing.parts_do_not_exceed_their_whole,
    staffing.office_count_equals_names_listed,
    staffing.headcount_is_near_last_year,
    # C
    budget.totals_equal_printed_totals,
    budget.functions_add_to_total,
    budget.basic_and_project_spending_add_up,
    budget.printed_adjusted_budget_adds_up,
    execution.executed_is_within_budget,
    budget.income_and_spending_balance,
    budget.carry_over_equals_last_years,
    budget.executed_equals_accounts,
    execution.typed_rates_equal_executed_over_budget,
    execution.claimed_rates_have_figures,
    execution.not_every_line_is_exactly_full,
    execution.low_rates_are_explained,
    execution.total_rates_are_at_most_full,
    execution.adjustments_are_explained,
    execution.budgets_begin_with_the_year,
    budget.parents_equal_their_children,
    budget.printed_list_totals_are_the_sums_of_their_rows,
    budget.income_and_spending_rarely_meet,
    budget.shares_add_to_100,
    budget.totals_are_near_last_years,
    # D
    spending.three_public_total_equals_printed_total,
    spending.three_public_changes_add_up,
    spending.three_public_rates_of_change_are_right,
    spending.three_public_is_within_budget,
    spending.three_public_does_not_grow,
    spending.costs_and_counts_go_together,
    spending.operating_expenses_are_within_goods_and_services,
    spending.procurement_is_within_budget,
    spending.assets_in_use_are_within_all_assets,
    # E, F
    indicators.indicators_have_codes,
    texts.texts_count_the_projects,
    projects.projects_fit_project_spending,
    texts.numbers_in_texts_are_those_of_the_tables,
    texts.texts_hold_no_leftovers,
    texts.texts_are_about_this_unit,
    unit_kinds.words_are_of_this_kind_of_unit,
    # G
    carried.carried_entries_are_confirmed,
    # N
    years.years_are_before_this_one,
    years.scores_by_level_are_readable,
    # U
    unit_sums.department_equals_its_units,
    unit_sums.every_unit_is_there,
)

SCORE_CHECKS: tuple[Callable[[Scored], Iterable[Finding]], ...] = (
    scores.scores_are_within_weight,
    scores.lost_points_have_a_reason,
    scores.open_readings_are_told,
    scores.reasons_say_something,
    scores.reasons_agree_with_the_points,
    indicators.cost_targets_ask_for_less,
    indicators.answers_belong_to_one_indicator,
    indicators.part_lines_belong_to_one_indicator,
    indicators.targets_and_values_are_of_one_kind,
    indicators.typed_values_agree_with_automatic_ones,
    scores.satisfaction_has_evidence,
    scores.not_every_indicator_is_full,
    scores.score_does_not_run_ahead_of_execution,
    scores.reported_total_equals_score_table,
    scores.reported_grade_equals_score_table,
    scores.lost_points_show_among_the_problems,
    texts.problems_and_measures_match,
    texts.low_scores_have_problems,
    scores.scored_indicators_have_evidence,
)


def run_entry_checks(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding about what was typed."""
    return tuple(finding for check in ENTRY_CHECKS for finding in check(snapshot))


def run_score_checks(scored: Scored) -> tuple[Finding, ...]:
    """Every finding about the framework (FRAMEWORK_CHECKS, in checks/framework.py) and about scores."""
    return (*framework_findings(scored.framework), *(finding for check in SCORE_CHECKS for finding in check(scored)))
