// Opens the offline page from disk in a real browser, does what a plan says, and tells what was seen.
//
//   node visitor.mjs PLAN.json     PLAN: see visitor.py; prints one JSON document
//
// Steps: ["drop", [paths]], ["choose", css, [paths]], ["click", css, nth], ["press", key], ["type", css, text], ["idle"],
// ["evaluate", javascript], ["picture", path, width, height], ["downloaded", count].
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const puppeteer = createRequire(plan.modules)("puppeteer-core");

const firefox = plan.browser === "firefox";
const browser = await puppeteer.launch({
  browser: plan.browser,
  executablePath: plan.program,
  headless: plan.headless ?? true,
  protocolTimeout: 120000,
  args: firefox ? [] : ["--no-sandbox", "--disable-gpu", ...(plan.arguments ?? [])],
  extraPrefsFirefox: {
    "browser.download.folderList": 2,
    "browser.download.dir": plan.folder,
    "browser.download.useDownloadDir": true,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
    "network.proxy.type": 1, // no way out
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
  },
});
const seen = { requests: [], errors: [], console: [], evaluated: [], gaps: [] };
try {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  page.on("request", (request) => seen.requests.push(request.url().slice(0, 60)));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => seen.console.push(message.text()));
  if (!firefox) {
    await page.setOfflineMode(plan.offline);
    const session = await page.target().createCDPSession();
    await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: plan.folder });
  }
  await page.setViewport({ width: plan.width ?? 1100, height: 900 });
  if (plan.before) await page.evaluateOnNewDocument(plan.before);
  await page.goto(pathToFileURL(plan.page).href, { waitUntil: "load" });
  await page.evaluate(watchGaps);
  const steps = {
    idle: () => page.waitForFunction(() => document.querySelector("main").getAttribute("aria-busy") === "false", { timeout: 120000, polling: 50 }),
    drop: (paths) => dropped(page, paths),
    choose: async (css, paths) => (await page.$(css)).uploadFile(...paths),
    click: (css, nth = 0) => page.$$eval(css, (found, nth) => found[nth].click(), nth),
    press: (key) => page.keyboard.press(key),
    type: (css, text) => page.type(css, text),
    evaluate: async (code) => seen.evaluated.push(await page.evaluate(code)),
    downloaded: (count) => downloads(count),
    picture: async (path, width, height) => {
      await page.setViewport({ width, height });
      await page.screenshot({ path, fullPage: !height });
    },
  };
  for (const [step, ...given] of plan.steps) await steps[step](...given);
  seen.gaps = await page.evaluate(() => window.gaps ?? []);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));

// The longest times in which the page could not have answered a person.
function watchGaps() {
  window.gaps = [];
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    if (now - last > 50) window.gaps.push([Math.round(last), Math.round(now - last)]);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 5);
  };
  channel.port2.postMessage(0);
}

// As from a folder on the desktop: a drop event with the files in it.
async function dropped(page, paths) {
  const chosen = await page.evaluateHandle(() => {
    const made = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "carried" });
    made.style.display = "none";
    document.body.append(made);
    return made;
  });
  await chosen.uploadFile(...paths);
  await chosen.evaluate((made) => {
    const dataTransfer = new DataTransfer();
    for (const file of made.files) dataTransfer.items.add(file);
    made.remove();
    document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
}

async function downloads(count) {
  const finished = () => readdirSync(plan.folder).filter((name) => !/\.(crdownload|part)$/.test(name));
  for (let turn = 0; turn < 600; turn += 1) {
    if (finished().length >= count && !readdirSync(plan.folder).some((name) => /\.(crdownload|part)$/.test(name))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`only ${finished()} downloaded`);
}
