"""Button 导入评分表: the table pasted into 粘贴评分表 becomes 指标体系; 导入结果 tells what became of each of its rows.

pasted (cells → framework) → plan (what would be written, what stays) → account (row by row) → result_sheet → run.
"""

from jixiao.press.importing.run import Outcome, import_pasted

__all__ = ["Outcome", "import_pasted"]
