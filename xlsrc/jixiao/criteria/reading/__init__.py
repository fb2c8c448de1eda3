"""The text of a 评分标准 as readings: rules with what is doubtful about them. `read_criterion` is the way in."""

from jixiao.criteria.reading.criterion import Criterion, Reading, Standing, numbers_left, read_criterion, read_words

__all__ = ["Criterion", "Reading", "Standing", "numbers_left", "read_criterion", "read_words"]
