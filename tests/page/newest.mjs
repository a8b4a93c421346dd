// Asks everything.py in a Pyodide: node newest.mjs PACKAGE FOLDER. Python has FOLDER as /work; its answer is printed.
import { createRequire } from "node:module";
import { join } from "node:path";

const [edition, folder] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(join(edition, "pyodide.js"));
const python = await loadPyodide({ indexURL: edition, stdout: () => {} });
python.mountNodeFS("/work", folder);
console.log(python.runPython(`
import json, sys
from pathlib import Path
sys.path[:0] = ["/work/site", "/work"]
from everything import everything
json.dumps({"version": sys.version_info[:2], "all": everything(sorted(Path("/work/samples").glob("*/workbook.xlsx")))})
`));
