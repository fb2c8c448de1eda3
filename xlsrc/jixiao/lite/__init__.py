"""xlwings Lite: the same actions in Excel on the web and on machines without Python, as far as that add-in goes.

`scripts` runs inside the add-in (Pyodide); `kit` makes what a user imports there.
"""
