"""下属单位: whole workbooks of subordinate units (本级 is one of them), summed into the department's own.

What a unit gave is kept on 下属单位汇总, figure by figure; a unit that files again replaces its own column. The sums then go
into the workbook as any return does: into blank cells, and over what was summed before; anything else is a conflict.
reading (one file → Unit) → gathering (all units known) → summing (as a return) → sheets.
"""

UNITS_FOLDER = "下属单位"
