"""Across units: what no single workbook shows."""

from jixiao.bureau.comparing.model import Side, Suspicion

__all__ = ["Side", "Suspicion"]
