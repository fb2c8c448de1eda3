"""指标值 as formulas over data items: reading them, computing them, and writing them for a spreadsheet."""
