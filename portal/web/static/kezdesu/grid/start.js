/* The table of a proposal in a browser that can: keys, mouse, clipboard, buttons. Without this file every row has its form. */

import { Grid } from "./grid.js";
import { Keys } from "./keys.js";

const root = document.querySelector("[data-grid]");
if (root) start(new Grid(root));

export function start(grid) {
  const keys = new Keys(grid);
  listenToTable(grid, keys);
  listenToClipboard(grid);
  listenToButtons(grid);
  listenToPage(grid);
  grid.begin();
  return keys;
}

function listenToTable(grid, keys) {
  const { table, cursor, editing, sync } = grid;
  table.addEventListener("keydown", (event) => {
    if (grid.active && event.target.closest("tr") && !event.target.closest("[data-say]")) keys.press(event);
  });
  table.addEventListener("mousedown", (event) => {
    if (!grid.active || (editing.open && editing.open.input === event.target)) return;
    const place = cursor.where(event.target);
    if (!place || event.target.closest("a, button")) return;
    event.preventDefault();
    editing.commit();
    keys.leaving = false;
    const again = place.row === cursor.at.row && place.col === cursor.at.col && document.activeElement === cursor.stop;
    cursor.go(place.row, place.col, event.shiftKey);
    if (again && event.detail === 1) editing.edit();
  });
  table.addEventListener("dblclick", (event) => {
    const isCell = grid.active && !editing.open && cursor.where(event.target);
    if (isCell && !event.target.closest("a, button")) editing.edit();
  });
  table.addEventListener("focusin", (event) => {
    const place = grid.active && !editing.open && cursor.where(event.target);
    if (!place || (place.row === cursor.at.row && place.col === cursor.at.col)) return;
    cursor.at = place;
    cursor.from = null;
    cursor.rest();
  });
  table.addEventListener("focusout", (event) => {
    if (!grid.active || table.contains(event.relatedTarget)) return;
    keys.leaving = false;
    setTimeout(() => {
      if (!table.contains(document.activeElement)) sync.flush();
    }, 0);
  });
}

function listenToClipboard(grid) {
  const { root, table, cursor, editing, pasting } = grid;
  const isInside = () => {
    const here = document.activeElement;
    return grid.active && !editing.open && table.contains(here) && !here.closest("[data-say]");
  };
  const take = (event) => {
    if (!isInside() || cursor.at.col >= grid.names.length) return false;
    event.preventDefault();
    event.clipboardData.setData("text/plain", pasting.copied());
    return true;
  };
  document.addEventListener("copy", take);
  document.addEventListener("cut", (event) => {
    if (take(event)) pasting.clear();
  });
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const isBlock = /\t|\n./.test(text);
    if (isBlock && editing.open && event.target === editing.open.input) editing.cancel();
    const isBlank = grid.active && !grid.rows.list.length && root.contains(document.activeElement);
    if (!isInside() && !isBlank) return;
    event.preventDefault();
    pasting.paste(text);
  });
}

function listenToButtons(grid) {
  const { changing, cursor, dialogs, rows, sync } = grid;
  const acts = {
    undo: () => changing.undo(),
    redo: () => changing.redo(),
    add: () => changing.add(),
    fill: () => changing.fill(),
    wide: () => grid.toggleWidth(),
    keys: () => dialogs.help(),
    again: () => {
      sync.halted = "";
      sync.flush();
    },
    remove: (row) => changing.remove(row),
    copy: (row) => {
      changing.add({ ...row.cells }, rows.indexOf(row) + 1);
      sync.flush();
    },
    restore: (row) => sync.restore(row),
    compare: (row) => dialogs.compare(row),
    putin: (row) => {
      sync.touched(row);
      rows.show(row);
      sync.flush();
    },
    region: (_row, button) => {
      if (!cursor.row) return;
      const step = changing.change(cursor.row, { place: button.dataset.place });
      if (step) changing.note([step]);
      sync.flush();
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const act = button && grid.active && acts[button.dataset.do];
    if (!act) return;
    event.preventDefault();
    const element = button.closest("tr");
    act(element && element.kezdesu, button);
  });
}

function listenToPage(grid) {
  const { editing, copies, sync } = grid;
  window.addEventListener("online", () => sync.flush());
  document.addEventListener("visibilitychange", () => {
    if (grid.active && (sync.halted || document.visibilityState === "hidden")) sync.flush();
  });
  window.addEventListener("pagehide", () => {
    editing.commit();
    sync.parting();
  });
  window.addEventListener("pageshow", (event) => {
    if (grid.active && event.persisted) copies.freshen();
  });
  window.addEventListener("beforeunload", (event) => {
    if (grid.active && (editing.isDirty() || sync.unsaved().length)) event.preventDefault();
  });
  window.addEventListener("resize", () => grid.begin());
}
