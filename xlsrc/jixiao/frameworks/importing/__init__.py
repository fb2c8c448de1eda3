"""Any bureau's score table as it was issued, from cells to a framework, every cell accounted for.

layout (heading rows) → deciding, columns (a role for each column) → rows (entries) → sums → building → accounting.
"""

from jixiao.frameworks.importing.importing import LABELS, import_sheets
from jixiao.frameworks.importing.model import ColumnRole, Imported, Left, Note, Role, Use

__all__ = ["LABELS", "ColumnRole", "Imported", "Left", "Note", "Role", "Use", "import_sheets"]
