/* The table of a proposal, edited like a spreadsheet: the parts that the other modules are, and what they share. */

import { Changing } from "./changing.js";
import { Choices } from "./choices.js";
import { Copies } from "./copies.js";
import { Cursor } from "./cursor.js";
import { Dialogs } from "./dialogs.js";
import { Editing } from "./editing.js";
import { Pasting } from "./pasting.js";
import { Region } from "./region.js";
import { Rows } from "./rows.js";
import { Sync } from "./sync.js";

/* States in which nothing is sent until somebody tries again. */
const HALTED = ["offline", "signedOut", "closed"];

const WIDE = "kezdesu:wide";

export class Grid {
  constructor(root) {
    this.root = root;
    this.table = root.querySelector("table");
    const heads = [...this.table.querySelectorAll("thead [data-col]")];
    this.names = heads.map((head) => head.dataset.col);
    this.labels = Object.fromEntries(heads.map((head) => [head.dataset.col, head.textContent.trim()]));
    const templates = [...root.querySelectorAll("template[data-tpl]")];
    this.parts = Object.fromEntries(templates.map((template) => [template.dataset.tpl, template.content]));
    this.stateLine = root.querySelector("[data-grid-state]");
    this.alerts = root.querySelector("[data-grid-told]");
    this.panel = document.querySelector("[data-grid-panel]");
    this.active = false;
    this.savedAt = "";
    this.sync = new Sync({
      urls: { page: root.dataset.page, row: root.dataset.row, rows: root.dataset.rows, said: root.dataset.said },
      token: root.querySelector("[name=csrfmiddlewaretoken]").value,
      store: root.dataset.store,
      needs: root.dataset.needs.split(" "),
      grid: this,
    });
    this.choices = new Choices(root);
    this.editing = new Editing(this);
    this.cursor = new Cursor(this);
    this.region = new Region(this);
    this.rows = new Rows(this);
    this.changing = new Changing(this);
    this.pasting = new Pasting(this);
    this.copies = new Copies(this);
    this.dialogs = new Dialogs(this);
    this.changing.buttons();
  }

  /* -- what is shared ---------------------------------------------------------------------------------------------- */
  words(name, values = {}) {
    let text = this.parts.words.querySelector(`[data-w="${name}"]`).textContent;
    for (const key of Object.keys(values)) text = text.replace(`{${key}}`, values[key]);
    return text;
  }

  part(name) {
    return this.parts[name].firstElementChild.cloneNode(true);
  }

  tell(text) {
    this.alerts.textContent = text;
  }

  /* The whole width of the window: the menu folds, as on a narrow one. Remembered in this browser. */
  widen(isWide) {
    document.body.classList.toggle("is-wide", isWide);
    this.root.querySelector("[data-do=wide]").setAttribute("aria-pressed", isWide);
  }

  toggleWidth() {
    const isWide = !document.body.classList.contains("is-wide");
    this.widen(isWide);
    if (isWide) this.root.scrollIntoView();
    try {
      localStorage.setItem(WIDE, isWide ? "1" : "");
    } catch (none) { /* as wide as it was next time */ }
  }

  isWide() {
    try {
      return localStorage.getItem(WIDE) === "1";
    } catch (none) {
      return false;
    }
  }

  defaults() {
    return { official: this.root.dataset.official, format: this.root.dataset.format };
  }

  /* -- what rows tell ---------------------------------------------------------------------------------------------- */
  arm(row) {
    this.cursor.arm(row);
  }

  isOpen(row, name) {
    return this.editing.isOpen(row, name);
  }

  shown(row) {
    if (this.cursor.row === row) this.region.show(row);
  }

  /* -- what saving tells ------------------------------------------------------------------------------------------- */
  all() {
    return this.rows.all();
  }

  isTyping(row) {
    return this.editing.isDirty() && this.editing.open.row === row;
  }

  paused() {
    this.editing.pause();
  }

  settled(row) {
    const { limbo, list } = this.rows;
    const waits = limbo.indexOf(row);
    if (waits >= 0 && row.state !== "leaving") {
      limbo.splice(waits, 1);
      this.rows.put(row, Math.min(row.place || 0, list.length));
    }
    this.rows.show(row);
    /* The copy of what is being typed in it went with the copy of what was saved. */
    if (this.editing.open && this.editing.open.row === row && this.editing.isDirty()) this.editing.keep();
    if (row.state === "conflict") this.tell(row.message);
  }

  removed(row) {
    this.rows.drop(row);
    this.rows.limbo = this.rows.limbo.filter((other) => other !== row);
  }

  state(name, count) {
    const isUntouched = name === "saved" && !this.savedAt;
    const text = isUntouched ? this.words("ready") : this.words(name, { time: this.savedAt, count });
    if (this.stateLine.textContent !== text) this.stateLine.textContent = text;
    this.stateLine.dataset.state = name;
    for (const button of this.root.querySelectorAll("[data-do=again]")) button.hidden = !HALTED.includes(name);
  }

  told(text) {
    if (text) this.tell(text);
  }

  live(answer) {
    if (answer.at) this.savedAt = answer.at;
    if (answer.panel) this.panel.innerHTML = answer.panel;
    if (answer.says) this.rows.hear(answer.says);
  }

  /* -- beginning --------------------------------------------------------------------------------------------------- */
  /* On a phone the table is a list of rows with forms, and stays one. */
  begin() {
    if (this.active || getComputedStyle(this.table).display !== "table") return;
    this.active = true;
    this.root.classList.add("is-live");
    for (const box of this.root.querySelectorAll("[data-grid-tools], [data-grid-hint]")) box.hidden = false;
    this.widen(this.isWide());
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-multiselectable", "true");
    this.table.setAttribute("aria-describedby", this.root.querySelector("[data-grid-hint]").id);
    this.rows.group();
    this.rows.number(0);
    this.table.tHead.rows[0].setAttribute("aria-rowindex", 1);
    for (const row of this.rows.list) this.arm(row);
    this.cursor.rest();
    this.sync.report();
    this.copies.offer();
  }
}
