"""Three versions of what was typed become one: as handed out, as it is in the main workbook, as returned. Knows no workbook."""
