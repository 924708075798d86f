/* A few words to write tests of the grid's modules in, and a small table to try them on. All run in one page. */

import { Grid } from "/kezdesu/grid/grid.js";

export const results = {};
const tests = [];

export function test(name, body) {
  tests.push([name, body]);
}

export function equal(got, wanted) {
  const [one, other] = [got, wanted].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

export async function run() {
  for (const [name, body] of tests) {
    end();
    localStorage.clear();
    try {
      await body();
      results[name] = "";
    } catch (failure) {
      results[name] = String(failure.stack || failure);
    }
  }
  return results;
}

/* -- a table ------------------------------------------------------------------------------------------------------- */
const NAMES = ["place", "when", "subject_kk"];

function markup(row) {
  const cells = NAMES.map((name) => `<td data-f="${name}"><span>${row[name] || ""}</span></td>`).join("");
  const withdrawn = row.withdrawn ? "data-withdrawn" : "";
  return `<tr data-id="${row.id || ""}" data-version="${row.id ? 1 : ""}" data-key="" data-region="${row.region || ""}"
    data-lacks="${row.lacks || ""}" data-warns="" data-remark="" ${withdrawn}>
    <th><span data-number></span><span data-mark hidden></span></th>${cells}<td data-acts>
    <a href="/0/" data-saved-only data-href="/rows/0/">c</a> <a href="#" data-do="remove">r</a></td></tr>`;
}

const WORDS = "ready saved saving dirty stuck offline signedOut closed left pasted pastedPartly filled removed undone redone leaving";
const LINES = ["remark", "lacks", "warns", "trouble"];

function page(rows) {
  const words = WORDS.split(" ").map((name) => `<p data-w="${name}">${name} {count} {lost}</p>`).join("");
  const heads = NAMES.map((name) => `<th data-col="${name}">${name.toUpperCase()}</th>`).join("");
  const lines = LINES.map((kind) => `<template data-tpl="line-${kind}"><p class="${kind}"><span data-text></span></p></template>`);
  return `<div data-grid data-page="/page/" data-row="/row/" data-rows="/rows/" data-said="/said/" data-store="grid:" data-first="1"
    data-total="${rows.length}" data-needs="place"
    data-official="" data-format="">
    <input name="csrfmiddlewaretoken" value="token"><div data-grid-offer hidden><p data-text></p>
    <button data-do="putback"></button><button data-do="throw"></button></div>
    <button data-do="add">a</button><button data-do="undo">u</button><button data-do="redo">r</button><button data-do="wide"></button>
    <span data-grid-state></span><p id="hint" data-grid-hint hidden></p><p data-grid-told></p>
    <table><thead><tr><th>No.</th>${heads}<th>Do</th></tr></thead><tbody>${rows.map(markup).join("")}</tbody></table>
    <div data-grid-empty hidden></div>
    <template data-tpl="words"><div>${words}</div></template>
    <template data-tpl="row">${markup({})}</template>
    <template data-tpl="say"><tr data-say><td colspan="5"><div data-lines></div></td></tr></template>
    ${lines.join("")}
    <template data-tpl="compare"><p><button data-do="compare"></button></p></template>
    <template data-tpl="again"><p><button data-do="putin"></button></p></template>
    <template data-tpl="in"><textarea></textarea></template></div>
    <div data-grid-panel></div>`;
}

export function row(id, subject = `S${id}`, more = {}) {
  return { id, place: `P${id}`, when: "", subject_kk: subject, ...more };
}

/* A live grid over `rows`; nothing reaches a server that is not played below. */
let before = null;
export function grid(rows = [row(1), row(2), row(3)]) {
  end();
  document.body.innerHTML = page(rows);
  const made = new Grid(document.querySelector("[data-grid]"));
  made.begin();
  before = made;
  return made;
}

/* Nothing of the table of another test goes on: no timer of its, no copy in the browser. */
function end() {
  silent();
  if (!before) return;
  before.editing.close();
  clearTimeout(before.sync.timer);
  clearTimeout(before.sync.pausing);
  Object.assign(before.sync, { flush() {}, later() {} });
}

export function cells(made, name = "subject_kk") {
  return [...made.table.querySelectorAll(`[data-f=${name}]`)].map((box) => box.firstElementChild.textContent);
}

/* -- a server ------------------------------------------------------------------------------------------------------ */
export function silent() {
  window.fetch = () => new Promise(() => {});
}

/* Requests wait until `answer` is called for the oldest; `asked` holds their bodies. */
export function server() {
  const waiting = [];
  const asked = [];
  window.fetch = (url, options) => {
    asked.push({ url, body: options.body && JSON.parse(options.body) });
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  /* An answer is read piece by piece: some turns pass before it has been heard. */
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return {
    asked,
    answer: async (body, status = 200) => {
      const headers = { "Content-Type": "application/json" };
      waiting.shift().resolve(new Response(JSON.stringify(body), { status, headers }));
      await settle();
    },
    lose: async () => {
      waiting.shift().reject(new TypeError("lost"));
      await settle();
    },
  };
}

/* What the server says of a row it has written. */
export function written(asked, more = {}) {
  return {
    row: {
      id: asked.id || 100,
      version: (asked.version || 0) + 1,
      key: asked.key,
      region: "",
      withdrawn: false,
      cells: { ...asked.cells, ...more },
    },
  };
}
