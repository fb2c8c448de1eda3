"""A finished workbook against itself written again: all that it shows, hides and carries beside the values of its cells."""
