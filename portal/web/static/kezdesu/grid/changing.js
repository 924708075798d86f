/* Changing rows so that it can be undone. A deed is a list of {row, before, after, place}; null cells: the row is not there. */

import { newKey, same } from "./sync.js";

export class Changing {
  constructor(grid) {
    this.grid = grid;
    this.done = [];
    this.undone = [];
  }

  note(deed) {
    if (!deed.length) return;
    this.done.push(deed);
    this.undone = [];
    this.buttons();
  }

  buttons() {
    this.grid.root.querySelector("[data-do=undo]").disabled = !this.done.length;
    this.grid.root.querySelector("[data-do=redo]").disabled = !this.undone.length;
  }

  /* A row as it is before it is changed. */
  now(row) {
    return { cells: { ...row.cells }, isBlank: !row.id && row.state === "saved" };
  }

  /* The step of a deed; nothing when the cells say what they said before. */
  change(row, cells, was = this.now(row)) {
    const isNews = !same({ ...row.cells, ...cells }, row.cells);
    Object.assign(row.cells, cells);
    if (isNews) this.grid.sync.touched(row);
    if (isNews) this.grid.rows.show(row);
    if (same(row.cells, was.cells)) return null;
    /* Filling a blank row for the first time is one deed with adding it. */
    if (was.isBlank) this.done = this.done.filter((deed) => deed[0].row !== row);
    const before = was.isBlank ? null : was.cells;
    return { row, before, after: { ...row.cells }, place: this.grid.rows.indexOf(row) };
  }

  /* What stands in the first chosen row goes into those below it; of one cell, what stands above. */
  fill() {
    const { rows, cursor } = this.grid;
    const { top, bottom } = cursor.block();
    const from = rows.list[bottom > top ? top : top - 1];
    if (!from) return;
    const cells = Object.fromEntries(cursor.chosen().names.map((name) => [name, from.cells[name]]));
    const into = rows.list.slice(bottom > top ? top + 1 : top, bottom + 1).filter((row) => !row.withdrawn);
    this.note(into.map((row) => this.change(row, cells)).filter(Boolean));
    this.grid.tell(this.grid.words("filled", { count: into.length }));
    cursor.rest().focus();
  }

  add(cells, place) {
    const { rows, cursor, sync } = this.grid;
    const row = rows.fresh(cells || this.grid.defaults());
    rows.put(row, place === undefined ? rows.list.length : place);
    this.note([{ row, before: null, after: { ...row.cells }, place: rows.indexOf(row) }]);
    if (cells) sync.touched(row);
    cursor.go(rows.indexOf(row), cells ? cursor.at.col : this.grid.names.indexOf("place"));
    return row;
  }

  remove(row) {
    if (row.withdrawn) return;
    const { rows, cursor, sync } = this.grid;
    const step = { row, before: { ...row.cells }, after: null, place: rows.indexOf(row) };
    this.takeOut(row);
    this.note([step]);
    this.grid.tell(this.grid.words("removed"));
    if (rows.list.length) cursor.go(Math.min(step.place, rows.list.length - 1), cursor.at.col);
    else this.grid.root.querySelector("[data-do=add]").focus();
    sync.flush();
  }

  takeOut(row) {
    const { rows, sync } = this.grid;
    if (rows.indexOf(row) < 0) return;
    row.place = rows.indexOf(row);
    if (row.id) {
      row.state = "leaving";
      rows.limbo.push(row);
      row.stamp = (row.stamp || 0) + 1;
      sync.store.keep(row);
    } else {
      row.state = "saved";
      sync.store.drop(row);
      /* On its way to the server for the first time: taken out again when it has arrived. */
      if (sync.busy && row.key) {
        row.state = "leaving";
        rows.limbo.push(row);
        row.stamp = (row.stamp || 0) + 1;
      }
    }
    rows.drop(row);
  }

  perform(deed, side) {
    for (const step of deed) {
      if (step[side]) this.write(step, step[side]);
      else this.takeOut(step.row);
    }
    this.grid.cursor.rest();
    this.grid.sync.flush();
  }

  write({ row, place }, cells) {
    const { rows, sync } = this.grid;
    row.cells = { ...cells };
    if (rows.indexOf(row) < 0) {
      rows.limbo = rows.limbo.filter((other) => other !== row);
      if (row.state !== "leaving" && row.id) {
        /* Gone on the server: it is put in as a new one with the same content. */
        row.id = row.version = null;
        row.key = newKey();
      }
      row.state = "dirty";
      rows.put(row, place);
    }
    sync.touched(row);
    rows.show(row);
  }

  undo() {
    const deed = this.done.pop();
    if (!deed) return;
    this.undone.push(deed);
    this.perform(deed.slice().reverse(), "before");
    this.grid.tell(this.grid.words("undone"));
    this.buttons();
  }

  redo() {
    const deed = this.undone.pop();
    if (!deed) return;
    this.done.push(deed);
    this.perform(deed, "after");
    this.grid.tell(this.grid.words("redone"));
    this.buttons();
  }
}
