import { read, write } from "/kezdesu/grid/text.js";
import { equal, test } from "./unit.js";

test("text: rows and cells are told apart, and empty lines at the end are none", () => {
  equal(read("a\tb\r\nc\t\n\n"), [["a", "b"], ["c", ""]]);
});

test("text: a cell in quotes holds tabs, lines and doubled quotes", () => {
  equal(read('"one\ntwo\tthree ""four"""\tlast'), [['one\ntwo\tthree "four"', "last"]]);
});

test("text: a quote inside a cell is a letter", () => {
  equal(read('5" pipe\tx'), [['5" pipe', "x"]]);
});

test("text: what is written is read back", () => {
  const rows = [["plain", 'with "quotes"', "two\nlines"], ["tab\there", "", "=SUM(A1)"]];
  equal(read(write(rows)), rows);
});

test("text: nothing that is copied starts a formula", () => {
  for (const sign of ["=", "+", "-", "@"]) equal(write([[`${sign}1`]])[0], "'");
});
