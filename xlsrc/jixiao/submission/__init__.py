"""What leaves the office: the finished workbook, its fingerprint, the e-mail draft, and the proof that they agree."""
