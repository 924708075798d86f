import { cells, equal, grid, row, test } from "./unit.js";

const numbers = (made) => [...made.table.querySelectorAll("tbody [data-number]")].map((box) => box.textContent);

test("rows: what the server printed is taken over", () => {
  const made = grid([row(7, "Су", { region: "43", lacks: "when" })]);
  const [first] = made.rows.list;
  equal([first.id, first.version, first.region, first.lacks], [7, 1, "43", ["when"]]);
  equal(first.cells, { place: "P7", when: "", subject_kk: "Су" });
});

test("rows: those below a new or dropped one are numbered anew", () => {
  const made = grid();
  made.rows.put(made.rows.fresh({ subject_kk: "new" }), 1);
  equal(cells(made), ["S1", "new", "S2", "S3"]);
  equal(numbers(made), ["1", "2", "3", "4"]);
  made.rows.drop(made.rows.list[1]);
  equal(numbers(made), ["1", "2", "3"]);
});

test("rows: whoever has the table read aloud is told which row of how many it is", () => {
  const made = grid([row(1), row(2)]);
  const told = () => [made.table.getAttribute("aria-rowcount"), ...made.rows.list.map((each) => each.el.getAttribute("aria-rowindex"))];
  equal(told(), ["3", "2", "3"]);
  made.rows.put(made.rows.fresh({}), 0);
  equal(told(), ["4", "2", "3", "4"]);
  made.rows.drop(made.rows.list[1]);
  equal(told(), ["3", "2", "3"]);
});

test("rows: they stand in groups, in order, however they come and go", () => {
  const made = grid(Array.from({ length: 100 }, (_none, place) => row(place + 1)));
  const groups = () => [...made.table.tBodies].map((group) => group.rows.length);
  equal(Math.max(...groups()) <= 10, true);
  const added = Array.from({ length: 30 }, (_none, place) => made.rows.fresh({ subject_kk: `new ${place}` }));
  made.rows.putAll(added, 7);
  for (const each of added.slice(0, 25)) made.rows.drop(each);
  equal(cells(made), made.rows.list.map((each) => each.cells.subject_kk));
  equal([Math.max(...groups()) <= 10, Math.min(...groups()) > 0, made.rows.list.length], [true, true, 105]);
});

test("rows: an empty table says that it is empty", () => {
  const made = grid([row(1)]);
  made.rows.drop(made.rows.list[0]);
  equal(made.rows.empty.hidden, false);
  made.rows.put(made.rows.fresh({}), 0);
  equal(made.rows.empty.hidden, true);
});

test("rows: an error stands at its cell and below the row, and goes with it", () => {
  const made = grid();
  const [first] = made.rows.list;
  Object.assign(first, { state: "invalid", errors: { when: ["No such day."] } });
  made.rows.show(first);
  equal(first.boxes.when.getAttribute("aria-describedby"), "say-1");
  equal(first.say.textContent, "WHEN: No such day.");
  Object.assign(first, { state: "dirty", errors: {} });
  made.rows.show(first);
  equal([first.say, first.boxes.when.hasAttribute("aria-invalid")], [null, false]);
});

test("rows: an answer prints only the rows of which it says something else", () => {
  const made = grid();
  const shown = [];
  const show = made.rows.show.bind(made.rows);
  made.rows.show = (each) => (shown.push(each.id), show(each));
  made.rows.hear({ 2: { warns: ["A day off."] } });
  equal(shown, [2]);
  made.rows.hear({ 2: { warns: ["A day off."] } });
  equal(shown, [2]);
  made.rows.hear({});
  equal(shown, [2, 2]);
});

test("rows: what a person typed is a text and no markup", () => {
  const made = grid([row(1)]);
  made.rows.list[0].cells.subject_kk = "<b>x</b>";
  made.rows.show(made.rows.list[0]);
  equal(cells(made), ["<b>x</b>"]);
  equal(made.table.querySelectorAll("b").length, 0);
});
