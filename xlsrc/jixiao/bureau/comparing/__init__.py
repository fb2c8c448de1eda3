"""Across units: what no single workbook shows."""

from jixiao.bureau.comparing.compare import CHECKS, compare
from jixiao.bureau.comparing.model import Side, Suspicion

__all__ = ["CHECKS", "Side", "Suspicion", "compare"]
