"""A Word report against itself written again: every paragraph, cell, header, note, text box, field and tracked change."""
