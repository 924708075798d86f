/* Blocks of cells as text: what office programs put on the clipboard, and what we put there. */

const FORMULA = /^[=+\-@\t\r]/;

/* Rows of cells. Office programs put a cell in quotation marks only when it holds a tab or a line break, and double those
   inside; any other mark was typed: «"Достық" үйі», or a lone one for "the same". */
export function read(text) {
  const found = blocks(text, true);
  /* Marks of two rows that look like a cell over both: without them the block is a table, so it is one. */
  const plainly = found.isDoubtful && blocks(text, false).rows;
  const rows = plainly && isTable(plainly) ? plainly : found.rows;
  while (rows.length && rows[rows.length - 1].join("").trim() === "") rows.pop();
  return rows.map((row) => row.map(plain));
}

const PARTS = /[\t\r\n]/;
const TYPED = /[^\t\r\n]*/y;
const ROW_END = /\r\n|\r|\n/y;

function blocks(text, minds) {
  const rows = [[]];
  let at = 0;
  let isDoubtful = false;
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (;;) {
    let cell = minds && quoted(text, at);
    if (cell) {
      at = cell.end;
      isDoubtful ||= /\t/.test(cell.says) && /[\r\n]/.test(cell.says);
      cell = cell.says;
    } else {
      [cell] = take(TYPED);
    }
    rows[rows.length - 1].push(cell);
    if (text[at] === "\t") at += 1;
    else if (take(ROW_END)) rows.push([]);
    else return { rows, isDoubtful };
  }
}

/* A cell in quotation marks, if one begins here. No program puts one before an empty beginning: that mark is a ditto. */
function quoted(text, at) {
  if (text[at] !== '"' || PARTS.test(text[at + 1] || "\n")) return null;
  let end = text.indexOf('"', at + 1);
  while (text[end + 1] === '"' && end >= 0) end = text.indexOf('"', end + 2);
  const says = text.slice(at + 1, end);
  if (end < 0 || !PARTS.test(text[end + 1] || "\n") || !PARTS.test(says)) return null;
  return { says: says.replaceAll('""', '"'), end: end + 1 };
}

function isTable(rows) {
  const full = rows.filter((row) => row.join("").trim() !== "");
  return full.length > 1 && full.every((row) => row.length === full[0].length);
}

/* Our own guard against formulas is taken off again. */
function plain(cell) {
  return cell[0] === "'" && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell.trim();
}

export function write(rows) {
  const written = (cell) => (PARTS.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map((cell) => written(FORMULA.test(cell) ? `'${cell}` : cell)).join("\t")).join("\r\n");
}
