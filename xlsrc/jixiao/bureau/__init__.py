"""The finance bureau's desk: returned workbooks into one ledger (绩效自评台账)."""
