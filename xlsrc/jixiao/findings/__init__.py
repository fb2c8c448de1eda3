"""Findings: what is wrong, where, why, and what to do.

The catalogue is templates/findings: one file per letter, one node per code. A check names its kinds at its top
(`OVERSPENT = kind_of("C26")`: a code that the catalogue doesn't have fails there and then) and returns `kind.at(key, …)`.
"""

from jixiao.findings.catalog import COLUMNS, CatalogError, Group, catalog, current_code, kind_of
from jixiao.findings.model import Finding, Kind, Place, Severity, located

__all__ = [
    "COLUMNS",
    "CatalogError",
    "Finding",
    "Group",
    "Kind",
    "Place",
    "Severity",
    "catalog",
    "current_code",
    "kind_of",
    "located",
]
