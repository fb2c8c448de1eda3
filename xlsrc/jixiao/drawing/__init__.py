"""Build the workbook from its text sources. Knows forms and output blocks, nothing of scoring."""
