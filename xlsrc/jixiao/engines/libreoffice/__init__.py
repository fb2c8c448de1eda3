"""LibreOffice as an engine (backend.open_workbook) and as a desktop for the buttons (install.install_libreoffice)."""
