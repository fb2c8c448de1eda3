"""The text of a 评分标准 as readings: rules with what is doubtful about them. `read_criterion` is the way in."""

from jixiao.criteria.reading.criterion import Criterion, Reading, Standing, read_criterion

__all__ = ["Criterion", "Reading", "Standing", "read_criterion"]
