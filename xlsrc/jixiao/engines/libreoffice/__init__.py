"""LibreOffice as an engine and as a desktop for the buttons."""
