import { cells, equal, grid, row, test } from "./unit.js";

const copy = (id, subject, more = {}) => ({ id, version: 1, key: "", cells: { place: `P${id}`, when: "", subject_kk: subject }, ...more });
const leave = (name, kept) => localStorage.setItem(`grid:${name}`, JSON.stringify(kept));

test("copies: what was typed earlier is offered and put back", () => {
  const made = grid();
  leave("2:1", copy(2, "typed"));
  made.copies.offer();
  const notice = made.root.querySelector("[data-grid-offer]");
  equal([notice.hidden, notice.querySelector("[data-text]").textContent], [false, "left 1 {lost}"]);
  notice.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.list[1].state, notice.hidden], [["S1", "typed", "S3"], "dirty", true]);
});

test("copies: what is saved already is not offered, and forgotten", () => {
  const made = grid();
  leave("2:1", copy(2, "S2"));
  made.copies.offer();
  equal([made.root.querySelector("[data-grid-offer]").hidden, localStorage.length], [true, 0]);
});

test("copies: a row that was never sent comes back under its own key", () => {
  const made = grid([row(1)]);
  leave("abc:0", copy(null, "new", { key: "abc", version: null }));
  made.copies.offer();
  made.root.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.list[1].key, made.rows.list[1].id], [["S1", "new"], "abc", null]);
});

test("copies: a row that was taken out is taken out again", () => {
  const made = grid();
  leave("2:1", copy(2, "S2", { gone: true }));
  made.copies.offer();
  made.root.querySelector("[data-do=putback]").click();
  equal([cells(made), made.rows.limbo.length], [["S1", "S3"], 1]);
});

test("copies: thrown away, they are gone", () => {
  const made = grid();
  leave("2:1", copy(2, "typed"));
  made.copies.offer();
  made.root.querySelector("[data-do=throw]").click();
  equal([localStorage.length, cells(made)], [0, ["S1", "S2", "S3"]]);
});

test("copies: of others in this browser nothing is touched", () => {
  const made = grid();
  localStorage.setItem("other:2:1", JSON.stringify(copy(2, "theirs")));
  made.copies.offer();
  equal([made.root.querySelector("[data-grid-offer]").hidden, localStorage.length], [true, 1]);
});
