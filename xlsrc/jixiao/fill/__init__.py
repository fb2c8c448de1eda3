"""Fill: an Evaluation as the blocks that a press writes, one rectangle per output sheet. Pure; no spreadsheet."""

from jixiao.fill.blocks import Block, Cell, Link, Live
from jixiao.fill.findings_sheet import findings_block
from jixiao.fill.home import home_block
from jixiao.fill.indicator_rows import indicator_rows
from jixiao.fill.scores import score_block
from jixiao.fill.summary import summary_block

__all__ = [
    "Block",
    "Cell",
    "Link",
    "Live",
    "findings_block",
    "home_block",
    "indicator_rows",
    "score_block",
    "summary_block",
]
