"""Findings of scoring: what keeps an indicator from having points."""

from jixiao.findings import kind_of

NOT_SCORED = kind_of("S01")
BAD_ANSWER = kind_of("S02")
BAD_FORMULA = kind_of("S03")
NOT_APPLICABLE = kind_of("S04")
OUT_OF_WEIGHT = kind_of("E54")
OVERRIDE_WITHOUT_REASON = kind_of("E58")
NO_ROW = kind_of("S05")
NO_FIGURES = kind_of("S10")
NO_ROWS = kind_of("S11")
NOT_CONFIRMED = kind_of("S08")
REASON_DUE = kind_of("E59")
