// The page: takes files, asks the worker, shows what it says. Nothing heavier than that happens here.
"use strict";

const SECONDS_TO_START = 60;
const AT_ONCE = 4; // cards that are drawn before the page listens to its user again
const byId = (id) => document.getElementById(id);
let facts = { levels: {} };
let lastNumber = 0;
const names = new Map(); // the files on the desk: number -> name

// ---- asking the worker: one question after the other, each with its answer

const waiting = new Map();
let worker;

function ask(question, given = {}, handedOver = []) {
  return new Promise((resolve) => {
    const id = (lastNumber += 1);
    waiting.set(id, resolve);
    worker.postMessage({ id, question, given }, handedOver);
  });
}

function answered({ data: { id, answer, failed } }) {
  const resolve = waiting.get(id);
  waiting.delete(id);
  resolve(failed ? { refused: `出了没有料到的问题。请刷新网页再试；还是这样的，请报告给程序维护人员。（${failed}）`, failed } : answer);
}

function broken(failed) {
  for (const id of [...waiting.keys()]) answered({ data: { id, failed } });
  trouble("程序停了下来。请刷新网页再试，或者换一个浏览器打开。");
}

// ---- starting

async function start() {
  const code = byId("worker").textContent;
  worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.onmessage = answered;
  worker.onerror = (event) => broken(event.message);
  const tooLong = setTimeout(() => trouble("等了很久还没有准备好。请换一个浏览器，或者换一台电脑打开。"), SECONDS_TO_START * 1000);
  for (const piece of document.querySelectorAll("script[data-packed]")) {
    await ask("take", { name: piece.dataset.packed, text: piece.textContent }); // piece by piece: the page stays awake
    piece.remove();
  }
  const started = await ask("start");
  clearTimeout(tooLong);
  if (started.failed) return trouble(`程序没有启动起来，请换一个浏览器打开。（${started.failed}）`);
  facts = started.facts;
  offerBlank();
  byId("trouble").textContent = "";
  say("准备好了。");
}

function trouble(sentence) {
  byId("trouble").textContent = sentence;
  byId("drop").hidden = byId("new").hidden = true; // nothing is offered that cannot be done
}

function say(sentence, done = 0, all = 0) {
  byId("status").textContent = sentence;
  const progress = byId("progress");
  progress.hidden = !all;
  if (all) Object.assign(progress, { value: done, max: all });
}

// ---- checking what was dropped

let busy; // everything waits for what was begun before

function queue(work) {
  const done = busy
    .then(() => setBusy(true))
    .then(work)
    .catch((error) => say(String(error)))
    .then(() => setBusy(busy !== done));
  busy = done;
  return done;
}

function setBusy(is) {
  document.querySelector("main").setAttribute("aria-busy", is);
}

async function check(files, note = "") {
  const refused = [];
  for (const [done, file] of files.entries()) {
    say(`正在校验第${done + 1}份，共${files.length}份：${file.name}`, done, files.length);
    for (const [number, name] of names) if (name === file.name) await forget(number);
    const number = (lastNumber += 1);
    names.set(number, file.name);
    const data = await bytes(file);
    const answer = await ask("check", { number, name: file.name, data }, [data.buffer]);
    if (answer.refused) refused.push(answer.refused);
  }
  refused.push(...(await show()));
  say(note + (refused.join("") || `校验完了，共${names.size}份。`));
}

async function bytes(file) {
  try {
    return new Uint8Array(await file.slice(0, facts.most + 1).arrayBuffer()); // one more than is ever read: told as too large
  } catch (error) {
    return new Uint8Array(); // a folder, or a file that was taken away: told as an empty one
  }
}

async function forget(number) {
  names.delete(number);
  await ask("forget", { number });
}

async function show() {
  const { told, refused } = await ask("tell");
  if (refused) return [refused];
  byId("results").replaceChildren();
  for (const [done, entry] of told.entries()) {
    byId("results").append(card(entry));
    if (done % AT_ONCE === AT_ONCE - 1) await breath();
  }
  return [];
}

// ---- one card for each report

function card(entry) {
  const made = byId("card").content.cloneNode(true).firstElementChild;
  const within = (name) => made.querySelector(name);
  within("h2").textContent = entry.name;
  const known = entry.check_code !== null;
  within(".who").textContent = known ? `${entry.unit}　${entry.year}年　校验码${entry.check_code}` : "";
  within(".refused").textContent = entry.refused;
  within(".refused").hidden = !entry.refused;
  if (known) {
    within(".findings").append(...groups(entry.findings));
    within(".passed").textContent = entry.passed;
    within(".passed").hidden = entry.findings.some((each) => each.level !== "note");
    within(".missing").hidden = Boolean(entry.unit && entry.year);
  }
  const about = { number: entry.number, place: entry.place };
  const named = () => ({ unit: within(".unit").value, year: Number(within(".year").value) });
  const isBook = !/\.json$/i.test(entry.file);
  const buttons = [
    known && entry.ok && ["下载Word报告", "main", () => download(made, "report", { ...about, draft: false })],
    known && [entry.ok ? "下载送审稿" : "下载送审稿（还有要改的）", "", () => download(made, "report", { ...about, draft: true })],
    known && isBook && entry.findings.length && ["下载标出问题的填报表", "", () => download(made, "mark", about)],
    known && isBook && entry.findings.length && ["找回数据，另做一份填报表", "", () => download(made, "repair", { ...about, ...named() }, true)],
    ["移去", "", () => forget(entry.number).then(show)],
  ];
  within(".buttons").append(...buttons.filter(Boolean).map((each) => button(...each, entry.name)));
  return made;
}

function groups(findings) {
  let number = 0;
  return Object.entries(facts.levels).flatMap(([level, label]) => {
    const listed = findings.filter((each) => each.level === level);
    if (!listed.length) return [];
    const title = element("h3", `${label}（${listed.length}处）`, level);
    const list = element("ol", "", level);
    list.start = number + 1;
    list.append(...listed.map((each) => element("li", each.message)));
    number += listed.length;
    return [title, list];
  });
}

const breath = () => new Promise((resolve) => setTimeout(resolve));

function element(tag, text, className = "") {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}

function button(label, className, action, about) {
  const made = element("button", label, className);
  made.type = "button";
  made.setAttribute("aria-label", `${label}：${about}`);
  made.onclick = () => queue(action);
  return made;
}

// ---- files to be saved

async function download(place, question, given, andCheck = false) {
  const said = place.querySelector("[role=status]");
  said.textContent = "正在生成……";
  const { name, data, note, refused } = await ask(question, given);
  said.textContent = refused || `已生成：${name}${note && `。${note}`}`;
  if (refused) return;
  save(name, data);
  if (andCheck) await check([new File([data], name)], note); // the card where it was said is drawn anew
}

function save(name, data) {
  const link = element("a", name);
  link.download = name;
  link.href = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function offerBlank() {
  const today = new Date();
  const year = byId("year");
  year.min = facts.first_year;
  year.value = Math.max(facts.first_year, today.getFullYear() - (today.getMonth() < 9 ? 1 : 0));
  const levels = Object.entries(facts.unit_levels).map(([id, label]) => Object.assign(element("option", label), { value: id }));
  byId("level").append(...levels);
  byId("new").hidden = false;
}

// ---- what the person does

function listen() {
  const drop = byId("drop");
  drop.hidden = false;
  document.ondragover = (event) => event.preventDefault(); // else a file dropped beside would replace the page
  document.ondragenter = () => drop.classList.add("over");
  document.ondragleave = (event) => event.relatedTarget || drop.classList.remove("over");
  document.ondrop = (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (files.length) queue(() => check(files));
  };
  byId("files").onchange = ({ target }) => {
    const files = [...target.files];
    target.value = ""; // so that the same file can be chosen again
    queue(() => check(files));
  };
  byId("last-year").onchange = ({ target }) => {
    const files = [...target.files];
    queue(async () => {
      const given = await Promise.all(files.map(async (file) => ({ name: file.name, data: await bytes(file) })));
      const { refused } = await ask("lastYear", { files: given });
      byId("last-year-said").textContent = refused || (files.length ? "已与上年核对。" : "没有与上年核对。");
      if (refused) target.value = "";
      await show();
    });
  };
  byId("blank").onsubmit = (event) => {
    event.preventDefault();
    const value = (id) => byId(id).value;
    const given = { unit: value("unit"), year: Number(value("year")), level: value("level"), code: value("code") };
    queue(() => download(byId("blank"), "blank", given));
  };
}

if (window.canRun) {
  listen();
  busy = Promise.resolve();
  queue(start);
}
