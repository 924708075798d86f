import { start } from "/kezdesu/grid/start.js";
import { cells, equal, grid, row, test } from "./unit.js";

const press = (key, more = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.activeElement.dispatchEvent(event);
  return event.defaultPrevented;
};

function live(rows) {
  const made = grid(rows);
  start(made);
  made.cursor.go(0, 2);
  return made;
}

test("editing: a letter begins a cell anew, Enter keeps it and goes down", () => {
  const made = live();
  press("x");
  equal(made.editing.open.input.value, "x");
  made.editing.open.input.value = " typed ";
  press("Enter");
  equal([cells(made)[0], made.cursor.at, made.editing.open], ["typed", { row: 1, col: 2 }, null]);
});

test("editing: F2 goes on with what stands there, Esc leaves it as it was", () => {
  const made = live();
  press("F2");
  equal(made.editing.open.input.value, "S1");
  made.editing.open.input.value = "other";
  made.editing.keep();
  press("Escape");
  equal([cells(made)[0], made.rows.list[0].state, localStorage.length], ["S1", "saved", 0]);
});

test("editing: every stroke is kept in the browser", () => {
  const made = live();
  press("x");
  made.editing.open.input.value = "xy";
  made.editing.open.input.dispatchEvent(new Event("input"));
  equal(made.sync.store.left().map((copy) => copy.cells.subject_kk), ["xy"]);
  equal(made.editing.isDirty(), true);
});

test("editing: Shift and Enter write a second line", () => {
  const made = live();
  press("x");
  equal(press("Enter", { shiftKey: true }), false);
  equal(made.editing.open === null, false);
});

test("editing: a withdrawn row is not opened", () => {
  const made = live([row(1, "S1", { withdrawn: true })]);
  press("x");
  equal(made.editing.open, null);
});

test("keys: arrows move, with Shift they choose, Home and End go to the ends", () => {
  const made = live();
  press("ArrowDown");
  press("ArrowLeft", { shiftKey: true });
  equal(made.cursor.block(), { top: 1, bottom: 1, left: 1, right: 2 });
  press("End", { ctrlKey: true });
  equal(made.cursor.at, { row: 2, col: 2 });
  press("Home");
  equal(made.cursor.at, { row: 2, col: 0 });
  press("PageUp");
  equal(made.cursor.at, { row: 0, col: 0 });
});

test("keys: after Esc the next Tab is the browser's own", () => {
  const made = live();
  equal(press("Tab"), true);
  press("Escape");
  equal(press("Tab"), false);
  press("ArrowDown");
  equal(press("Tab"), true);
});

test("keys: undo by the place of the key, whatever the keyboard says", () => {
  const made = live();
  made.changing.note([made.changing.change(made.rows.list[0], { subject_kk: "new" })]);
  press("я", { ctrlKey: true, code: "KeyZ" });
  equal(cells(made)[0], "S1");
  press("н", { ctrlKey: true, code: "KeyY" });
  equal(cells(made)[0], "new");
});

test("keys: rows are added and taken out, the letters for the field are left alone", () => {
  const made = live();
  press("Enter", { ctrlKey: true });
  equal(made.rows.list.length, 4);
  press("Delete", { ctrlKey: true });
  equal(made.rows.list.length, 3);
  equal(press("r", { ctrlKey: true }), false);
});
