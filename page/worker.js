// Runs the program. Python and all that it needs came with the page, packed: nothing is ever fetched.
"use strict";

const BASE = "https://nianbao.invalid/"; // Pyodide joins its files' names to it; nobody is ever asked there
const TYPES = { "pyodide.asm.wasm": "application/wasm" };

const packed = {}; // the pieces of each thing that came with the page
let python;
let program;
let before = new Map(); // last year's reports by the names of their files
const desk = new Map(); // what was dropped, by number: name, data, results

async function unpacked(name) {
  const stream = new Blob(packed[name]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function start() {
  const served = {
    "pyodide.asm.wasm": await unpacked("machine"),
    "python_stdlib.zip": await unpacked("library"),
    "pyodide-lock.json": await unpacked("lock"),
  };
  self.fetch = async (asked) => {
    const name = String(asked.url || asked).split(BASE)[1];
    if (!(name in served)) throw new TypeError("offline");
    return new Response(served[name], { headers: { "Content-Type": TYPES[name] || "application/octet-stream" } });
  };
  importScripts(URL.createObjectURL(new Blob([await unpacked("loader")], { type: "text/javascript" })));
  python = await loadPyodide({ indexURL: BASE });
  python.unpackArchive(await unpacked("site"), "zip", { extractDir: "/site" });
  python.runPython("import sys; sys.path.insert(0, '/site'); sys.dont_write_bytecode = True");
  if (packed.forms) {
    python.unpackArchive(await unpacked("forms"), "zip", { extractDir: "/forms" });
    python.runPython("import os; os.environ['NIANBAO_FORMS'] = '/forms'");
  }
  program = python.pyimport("toolkit.page");
  return { facts: JSON.parse(ask("facts")) };
}

// What Python answers: a text, a list that stays there, or a record that comes here.
function ask(question, ...given) {
  const answer = program.ask(question, ...given);
  const isRecord = answer && answer.type === "dict";
  return isRecord ? answer.toJs({ dict_converter: Object.fromEntries }) : answer;
}

function checked(number) {
  const each = desk.get(number);
  const results = ask("check", each.name, python.toPy(each.data), python.toPy(before));
  each.results = results.refused ? [] : Array.from(results, (result) => result.copy());
  return { refused: results.refused };
}

const answers = {
  take({ name, text }) {
    (packed[name] = packed[name] || []).push(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)));
    return {};
  },
  start,
  check({ number, name, data }) {
    desk.set(number, { name, data, results: [] });
    return checked(number);
  },
  // All of them anew: what reports have in common is told with each.
  tell() {
    const results = [...desk].flatMap(([number, each]) => each.results.map((result, place) => ({ number, place, result })));
    const told = JSON.parse(ask("tell", python.toPy(results.map((each) => each.result))));
    return { told: told.map((each, index) => ({ ...each, number: results[index].number, place: results[index].place })) };
  },
  forget({ number }) {
    desk.delete(number);
    return {};
  },
  lastYear({ files }) {
    const found = new Map();
    for (const { name, data } of files) {
      const submissions = ask("last_year", name, python.toPy(data));
      if (submissions.refused) return submissions;
      found.set(name, submissions);
    }
    before = found;
    for (const number of desk.keys()) checked(number);
    return {};
  },
  report: ({ number, place, draft }) => ask("report", desk.get(number).results[place], draft),
  mark: ({ number, place }) => ask("mark", desk.get(number).results[place], python.toPy(desk.get(number).data)),
  repair: ({ number, unit, year }) => ask("repair", desk.get(number).name, python.toPy(desk.get(number).data), unit, year),
  blank: ({ unit, year, level, code }) => ask("new", unit, year, level, code, python.toPy(before)),
};

onmessage = async ({ data: { id, question, given } }) => {
  try {
    postMessage({ id, answer: await answers[question](given) });
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
};
