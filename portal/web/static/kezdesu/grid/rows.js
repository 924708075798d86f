/* Rows of the table: what each holds, how it is printed, and what is said of it. */

import { newKey } from "./sync.js";

/* Rows stand in groups of about so many: a browser passes over a whole group that is out of sight. */
const GROUP = 5;
const REFUSED = ["invalid", "conflict", "gone"];

export class Rows {
  /* `grid` has root, table, names, labels and part(name); it is told of rows: arm(row) once one is in, shown(row). */
  constructor(grid) {
    this.grid = grid;
    this.list = [];
    /* Rows taken out and not yet gone on the server. */
    this.limbo = [];
    this.empty = grid.root.querySelector("[data-grid-empty]");
    for (const element of grid.table.querySelectorAll("tbody tr[data-id]")) this.list.push(this.adopt(element));
    this.elsewhere = Math.max(0, Number(grid.root.dataset.total) - this.list.length);
  }

  /* Of a row the server has printed. */
  adopt(element) {
    const data = element.dataset;
    const row = {
      el: element,
      boxes: {},
      id: Number(data.id) || null,
      version: Number(data.version) || null,
      key: data.key || "",
      region: data.region || "",
      withdrawn: element.hasAttribute("data-withdrawn"),
      remark: data.remark || "",
      cells: {},
      state: "saved",
      errors: {},
      message: "",
      lacks: (data.lacks || "").split(" ").filter(Boolean),
      warns: data.warns ? data.warns.split("\n") : [],
    };
    for (const box of element.querySelectorAll("[data-f]")) {
      row.boxes[box.dataset.f] = box;
      row.cells[box.dataset.f] = box.firstElementChild.textContent;
    }
    row.saved = { ...row.cells };
    element.kezdesu = row;
    const say = element.nextElementSibling;
    row.say = say && say.hasAttribute("data-say") ? say : null;
    return row;
  }

  fresh(cells) {
    const element = this.grid.part("row");
    element.dataset.key = newKey();
    const row = this.adopt(element);
    for (const name of this.grid.names) row.cells[name] = (cells && cells[name]) || "";
    row.saved = null;
    return row;
  }

  all() {
    return this.list.concat(this.limbo);
  }

  indexOf(row) {
    return this.list.indexOf(row);
  }

  put(row, place) {
    this.putAll([row], place);
  }

  /* Several at once, one after another: numbered once. */
  putAll(rows, place) {
    const at = Math.min(place, this.list.length);
    const before = this.list[at] ? this.list[at].el : null;
    const group = before ? before.parentNode : [...this.grid.table.tBodies].at(-1);
    const lot = document.createDocumentFragment();
    for (const row of rows) {
      lot.append(row.el);
      if (row.say) lot.append(row.say);
    }
    group.insertBefore(lot, before);
    this.list.splice(at, 0, ...rows);
    if (this.grid.active) this.group();
    this.number(at);
    for (const row of rows) {
      if (this.grid.active) this.grid.arm(row);
      this.show(row);
    }
  }

  /* Groups that have grown large are divided; the list has the order. */
  group() {
    for (let group = this.grid.table.tBodies[0]; group; group = group.nextElementSibling) {
      const own = [...group.rows].filter((element) => !element.hasAttribute("data-say"));
      if (own.length <= 2 * GROUP) continue;
      const rest = group.cloneNode(false);
      for (const element of own.slice(GROUP)) {
        rest.append(element);
        if (element.kezdesu.say) rest.append(element.kezdesu.say);
      }
      group.after(rest);
    }
  }

  drop(row) {
    const place = this.indexOf(row);
    const group = row.el.parentNode;
    row.el.remove();
    if (row.say) row.say.remove();
    if (group && !group.rows.length && this.grid.table.tBodies.length > 1) group.remove();
    if (place < 0) return;
    this.list.splice(place, 1);
    this.number(place);
  }

  /* Rows of other pages count too: whoever has the table read aloud is told which of how many this is. */
  number(from) {
    const { root, table, active } = this.grid;
    const first = Number(root.dataset.first);
    for (let index = from; index < this.list.length; index++) {
      this.list[index].el.querySelector("[data-number]").textContent = first + index;
      if (active) this.list[index].el.setAttribute("aria-rowindex", first + index + 1);
    }
    if (active) table.setAttribute("aria-rowcount", this.elsewhere + this.list.length + 1);
    this.empty.hidden = this.list.length > 0;
  }

  /* Prints a row: texts, what is missing or wrong, what there is to say. */
  show(row) {
    row.el.classList.toggle("is-unsaved", row.state !== "saved");
    row.el.classList.toggle("is-bad", REFUSED.includes(row.state));
    row.el.classList.toggle("is-withdrawn", row.withdrawn);
    row.el.querySelector("[data-mark]").hidden = row.state === "saved";
    for (const name of this.grid.names) this.showCell(row, name);
    for (const link of row.el.querySelectorAll("[data-saved-only]")) {
      link.hidden = !row.id;
      if (row.id && link.dataset.href) link.href = link.dataset.href.replace("/0/", `/${row.id}/`).replace("=0", `=${row.id}`);
    }
    for (const button of row.el.querySelectorAll("[data-do=restore]")) button.hidden = !row.withdrawn;
    for (const button of row.el.querySelectorAll("[data-do=remove]")) button.hidden = row.withdrawn;
    this.say(row);
    this.grid.shown(row);
  }

  showCell(row, name) {
    const box = row.boxes[name];
    const text = box.firstElementChild;
    /* An open cell shows what is being typed. */
    if (!this.grid.isOpen(row, name) && text.textContent !== row.cells[name]) text.textContent = row.cells[name];
    box.classList.toggle("is-lacking", row.lacks.includes(name) && !row.cells[name]);
    box.classList.toggle("is-wrong", Boolean(row.errors[name]));
    if (row.errors[name]) {
      box.setAttribute("aria-invalid", "true");
      box.setAttribute("aria-describedby", sayId(row));
    } else if (box.hasAttribute("aria-invalid")) {
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
    }
  }

  say(row) {
    const lines = this.lines(row);
    if (!lines.length) {
      if (row.say) row.say.remove();
      row.say = null;
      return;
    }
    if (!row.say) {
      row.say = this.grid.part("say");
      row.el.after(row.say);
    }
    row.say.kezdesu = row;
    const box = row.say.querySelector("[data-lines]");
    box.id = sayId(row);
    box.replaceChildren(...lines);
  }

  lines(row) {
    const { labels } = this.grid;
    const lines = [];
    if (row.remark) lines.push(this.line("remark", row.remark));
    const wrong = Object.keys(row.errors);
    if (row.message && row.state !== "saved" && !wrong.length) lines.push(this.line("trouble", row.message));
    for (const name of wrong) {
      const before = labels[name] ? `${labels[name]}: ` : "";
      for (const text of row.errors[name]) lines.push(this.line("trouble", before + text));
    }
    const lacks = row.lacks.filter((name) => !row.cells[name]);
    if (lacks.length && row.id) lines.push(this.line("lacks", lacks.map((name) => labels[name]).join(", ")));
    if (row.warns.length && row.id) lines.push(this.line("warns", row.warns.join(" ")));
    if (row.state === "conflict") lines.push(this.grid.part("compare"));
    if (row.state === "gone") lines.push(this.grid.part("again"));
    return lines;
  }

  line(kind, text) {
    const found = this.grid.part(`line-${kind}`);
    found.querySelector("[data-text]").textContent = text;
    return found;
  }

  /* What the server says of rows after a saving; those of which it says the same are left as they are. */
  hear(says) {
    for (const row of this.list) {
      const said = says[row.id] || {};
      const lacks = said.lacks || [];
      const warns = said.warns || [];
      if (String(lacks) === String(row.lacks) && String(warns) === String(row.warns)) continue;
      row.lacks = lacks;
      row.warns = warns;
      this.show(row);
    }
  }
}

function sayId(row) {
  return `say-${row.id || row.key}`;
}
