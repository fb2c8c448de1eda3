"""One press of a button on an open workbook: read, evaluate, write what came out. Nothing here is saved or filed."""
