"""Documents over all floors: the half-year summary as DOCX, PDF and XLSX, and the rehearsal as XLSX."""
