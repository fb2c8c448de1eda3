"""Parts (分册): what one office fills, as a workbook of its own, and what is read from it when it comes back."""
