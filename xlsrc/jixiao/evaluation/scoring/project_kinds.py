"""Findings of scoring a project sheet: what keeps an indicator from having points, and what needs a reason."""

from jixiao.findings import kind_of

RATE_NOT_APPLICABLE = kind_of("P03")
NOT_SCORED = kind_of("P04")
BAD_VALUE = kind_of("P05")
OUT_OF_RANGE = kind_of("P06")
OVER_TARGET = kind_of("P08")
OVERRIDDEN = kind_of("P09")
OVERSPENT = kind_of("P14")
WRONG_SIDE = kind_of("P15")
