// Runs inside.py in the Pyodide of an edition: node compile.mjs PACKAGE FOLDER. What it reads and writes is in FOLDER.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [edition, folder] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(join(edition, "pyodide.js"));
const python = await loadPyodide({ indexURL: edition, env: { PYTHONHASHSEED: "0", HOME: "/home" } });
python.FS.mkdir("/build");
for (const name of ["library.zip", "site.zip", "sample.xlsx"]) {
  python.FS.writeFile(`/build/${name}`, readFileSync(join(folder, name)));
}
python.runPython(readFileSync(join(folder, "inside.py"), "utf8"));
for (const name of ["library.out.zip", "site.out.zip"]) {
  writeFileSync(join(folder, name), python.FS.readFile(`/build/${name}`));
}
