/* Blocks of cells as text: what office programs put on the clipboard, and what we put there. */

const FORMULA = /^[=+\-@\t\r]/;

/* Rows of cells. A cell in quotes may hold tabs, line breaks and doubled quotes. */
export function read(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  let begun = false;
  for (let index = 0; index < text.length; index++) {
    let sign = text[index];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') cell += text[++index];
      else quoted = false;
    } else if (sign === '"' && !begun) {
      quoted = true;
      begun = true;
    } else if (sign === "\t") {
      rows[rows.length - 1].push(cell);
      cell = "";
      begun = false;
    } else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[index + 1] === "\n") index++;
      rows[rows.length - 1].push(cell);
      rows.push([]);
      cell = "";
      begun = false;
    } else {
      cell += sign;
      begun = true;
    }
  }
  rows[rows.length - 1].push(cell);
  while (rows.length && rows[rows.length - 1].join("").trim() === "") rows.pop();
  return rows.map(function (row) { return row.map(plain); });
}

/* Our own guard against formulas is taken off again. */
function plain(cell) {
  return cell[0] === "'" && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell.trim();
}

export function write(rows) {
  return rows.map(function (row) {
    return row.map(function (cell) {
      if (FORMULA.test(cell)) cell = "'" + cell;
      return /[\t\n\r"]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell;
    }).join("\t");
  }).join("\r\n");
}
