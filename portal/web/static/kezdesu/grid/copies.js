/* What was left in this browser earlier, and what has changed on the server while the page was away. */

import { same } from "./sync.js";

/* What a page sent while it was being left may still be on its way. */
const ARRIVING = 2000;

export class Copies {
  constructor(grid) {
    this.grid = grid;
  }

  match(copy) {
    return this.grid.rows.list.find(
      (row) => (copy.id && row.id === copy.id) || (!copy.id && copy.key && row.key === copy.key),
    );
  }

  /* Copies of what is not saved; those that say what is saved already are forgotten. */
  unsaved() {
    const { store } = this.grid.sync;
    return store.left().filter((copy) => {
      const row = this.match(copy);
      if (row && row.kept === copy.kept) return false;
      const isSaved = row && row.state === "saved" && !copy.gone && same(copy.cells, row.cells);
      if (isSaved) store.forget([copy]);
      return !isSaved;
    });
  }

  /* Those of which the server does not say that they are saved: it reads cells as they are written, we do not. */
  async lost() {
    const { sync } = this.grid;
    const copies = this.unsaved();
    if (!copies.length) return copies;
    const said = await sync.said(copies).catch(() => []);
    sync.store.forget(copies.filter((_copy, place) => said[place]));
    return copies.filter((_copy, place) => !said[place]);
  }

  async offer() {
    const wasLeft = this.unsaved().some((copy) => copy.isParting);
    let copies = await this.lost();
    if (copies.some((copy) => copy.isParting)) {
      await new Promise((resolve) => setTimeout(resolve, ARRIVING));
      copies = await this.lost();
    }
    /* This page may have been given before that arrived. */
    if (wasLeft) await this.freshen();
    if (copies.length) this.show(copies);
  }

  show(copies) {
    const { root, cursor, sync } = this.grid;
    const notice = root.querySelector("[data-grid-offer]");
    notice.hidden = false;
    notice.querySelector("[data-text]").textContent = this.grid.words("left", { count: copies.length });
    notice.querySelector("[data-do=putback]").onclick = () => {
      notice.hidden = true;
      copies.forEach((copy) => this.putBack(copy));
      cursor.rest();
      sync.flush();
    };
    notice.querySelector("[data-do=throw]").onclick = () => {
      notice.hidden = true;
      sync.store.forget(copies);
    };
  }

  putBack(copy) {
    const { rows, sync, changing } = this.grid;
    sync.store.forget([copy]);
    let row = this.match(copy);
    if (!row) {
      row = rows.fresh(copy.cells);
      row.id = copy.id;
      row.key = copy.key || row.key;
      rows.put(row, rows.list.length);
    }
    if (copy.id && copy.version) row.version = copy.version;
    Object.assign(row.cells, copy.cells);
    if (copy.gone) changing.takeOut(row);
    else sync.touched(row);
    rows.show(row);
  }

  /* The page comes back out of the browser's own memory: rows as they are now, save those changed here. */
  async freshen() {
    const { sync } = this.grid;
    try {
      const answer = await sync.refresh();
      for (const now of answer.rows) this.update(now);
      this.grid.live(answer);
      sync.flush();
      sync.report();
    } catch (trouble) {
      sync.failed(trouble);
    }
  }

  update(now) {
    const { rows, sync } = this.grid;
    let row = rows.list.find((other) => other.id === now.id || (now.key && other.key === now.key));
    if (!row) {
      if (rows.limbo.some((other) => other.id === now.id)) return;
      row = rows.fresh(now.cells);
      rows.put(row, rows.list.length);
    } else if (row.state !== "saved") {
      if (!row.id) Object.assign(row, { id: now.id, version: now.version });
      return;
    }
    sync.take(row, { row: now }, row.cells, true);
  }
}
