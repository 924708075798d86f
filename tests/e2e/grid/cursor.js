import { equal, grid, row, test } from "./unit.js";

const stops = (made) => [...made.table.querySelectorAll('[tabindex="0"]')].map((stop) => stop.dataset.f || stop.dataset.do);
const chosen = (made) => made.table.querySelectorAll('[aria-selected="true"]').length;

test("cursor: one stop for the Tab key, wherever one goes", () => {
  const made = grid();
  equal(stops(made), ["place"]);
  made.cursor.go(2, 1);
  equal(stops(made), ["when"]);
  equal(document.activeElement, made.rows.list[2].boxes.when);
});

test("cursor: a block is chosen from where one stood, and forgotten at the next step", () => {
  const made = grid();
  made.cursor.go(0, 1);
  made.cursor.go(2, 2, true);
  equal(made.cursor.block(), { top: 0, bottom: 2, left: 1, right: 2 });
  equal(chosen(made), 6);
  made.cursor.go(1, 0);
  equal(chosen(made), 1);
});

test("cursor: steps lead over the ends of rows, to what can be done with them, and out at the ends of the table", () => {
  const made = grid([row(1), row(2)]);
  equal(made.cursor.step(-1), false);
  const walked = [];
  while (made.cursor.step(1)) walked.push([made.cursor.at.row, made.cursor.at.col]);
  equal(walked, [[0, 1], [0, 2], [0, 3], [0, 4], [1, 0], [1, 1], [1, 2], [1, 3], [1, 4]]);
  made.cursor.go(1, 0);
  made.cursor.step(-1);
  equal(made.cursor.at, { row: 0, col: 2 });
});

test("cursor: a row below it that goes leaves it in the last one", () => {
  const made = grid();
  made.cursor.go(2, 0);
  made.rows.drop(made.rows.list[2]);
  equal(made.cursor.row.id, 2);
  made.cursor.rest();
  equal(made.cursor.at.row, 1);
});

test("cursor: a step changes as little in 1,500 rows as in three", async () => {
  const counted = [];
  for (const count of [3, 1500]) {
    const made = grid(Array.from({ length: count }, (_none, index) => row(index + 1)));
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(made.root, { subtree: true, attributes: true, childList: true, characterData: true });
    made.cursor.go(1, 0);
    await new Promise((resolve) => setTimeout(resolve, 0));
    observer.disconnect();
    counted.push(changes);
  }
  equal(counted, [5, 5]);
});
