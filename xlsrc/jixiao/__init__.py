"""jixiao (绩效): the workbook, the scores and the documents of a department's self-evaluation."""

__version__ = "0.1.0"
