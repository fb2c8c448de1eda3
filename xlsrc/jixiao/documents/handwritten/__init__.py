"""A self-evaluation report written by hand, read and checked: its figures, its sentences, and what is wrong with them."""

from jixiao.documents.handwritten.linting import Quoted, Reading, lint_report

__all__ = ["Quoted", "Reading", "lint_report"]
