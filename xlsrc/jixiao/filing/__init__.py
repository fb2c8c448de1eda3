"""One returned workbook, evaluated: what evaluate, collect, processes and a cluster all get from the same pure function."""

from jixiao.filing.evaluating import evaluate_file, result_rows
from jixiao.filing.model import OWN, Filed, Naming
from jixiao.filing.schema import TABLES, Column, Table

__all__ = ["OWN", "TABLES", "Column", "Filed", "Naming", "Table", "evaluate_file", "result_rows"]
