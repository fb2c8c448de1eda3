"""The open ledger workbook, 绩效自评台账.xlsm: what its buttons read from it and write into it, and how it is made."""
