// Runs a script of xlwings Lite inside Pyodide: node pyodide.mjs PYODIDE FOLDER SCRIPT…
// FOLDER holds site/ (lark, xlwings), data/ (what a user imports), test/ (main.py, lite_engine.py, book.json);
// every flushed action, what was printed and what was imported goes to test/SCRIPT.json.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, folder, ...scripts] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: pyodideFolder });
for (const name of ["site", "data", "test"]) {
  pyodide.FS.mkdirTree(`/${name}`);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: join(folder, name) }, `/${name}`);
}
pyodide.globals.set("scripts", scripts);
await pyodide.runPythonAsync(`
import contextlib, io, json, sys

sys.path[:0] = ["/test", "/site"]
import lite_engine
import main

book_as_json = json.load(open("/test/book.json", encoding="utf-8"))
for script in scripts:
    actions, printed = [], io.StringIO()
    with lite_engine.opened(*book_as_json, actions.extend) as book, contextlib.redirect_stdout(printed):
        await getattr(main, script)(book)
        actions.extend(book.impl.queue)
    told = {"actions": actions, "printed": printed.getvalue(), "modules": sorted(sys.modules), "python": sys.version}
    told["formulas"] = [main.rate([[934]], [[1000]]), main.score([["≤100%，计5分；每超过一个百分点扣0.5分，不足1个百分点的不计，扣完为止。"]], [["103.9%"]], [[5]])]
    told["formulas"].append(main.grade([[86]]))
    with open(f"/test/{script}.json", "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)
`);
