"""Scores as spreadsheet formulas, for workbooks without Python: small pieces, what a clerk typed, a whole score."""
