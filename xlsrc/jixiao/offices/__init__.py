"""Inside the department: hand out parts to the offices that know (分发), merge what comes back cell by cell (收回合并).

`contents`: what was typed, by meaning; `merging`: three-way, pure; `handing`: 分工 and the parts; `record`: what 来源 and
合并冲突 hold; `desk`: one press of each button; `units`: whole workbooks of subordinate units, summed.
"""
