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

test("text: quotation marks at the start of a cell stay, and a lone ditto mark stays in its cell", () => {
  const rows = [
    ["12.10.2027", "15:00", '"Достық" үйі туралы'],
    ["13.10.2027", '"', "Питьевая вода"],
    ["14.10.2027", '"', '"Достық"'],
  ];
  equal(read(rows.map((row) => row.join("\t")).join("\r\n")), rows);
  equal(read('"\n"'), [['"'], ['"']]);
});

test("text: a mark that opens in one row and one that closes in the next make no cell of both", () => {
  equal(read('"Су\tбір\nекі"\tүш'), [['"Су', "бір"], ['екі"', "үш"]]);
  equal(read('"one\ntwo"\tthree\nfour\tfive'), [["one\ntwo", "three"], ["four", "five"]]);
});

test("text: what is written is read back", () => {
  const rows = [['"plain', 'with "quotes"', '"two"\nlines'], ["tab\there", '"', "=SUM(A1)"]];
  equal(read(write(rows)), rows);
});

test("text: nothing that is copied starts a formula", () => {
  for (const sign of ["=", "+", "-", "@"]) equal(write([[`${sign}1`]])[0], "'");
});
