"""evaluate(snapshot) -> Evaluation: rates, scores, total, grade, findings. Pure; never sees a cell."""

from jixiao.evaluation.evaluate import evaluate
from jixiao.evaluation.model import Evaluation
from jixiao.evaluation.scoring.model import LevelScore, Rate, ScoreLine

__all__ = ["Evaluation", "LevelScore", "Rate", "ScoreLine", "evaluate"]
