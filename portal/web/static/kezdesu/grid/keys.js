/* What each key does, in the table and in an open cell. */

const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const SCREENS = { PageUp: -1, PageDown: 1 };

export class Keys {
  constructor(grid) {
    this.grid = grid;
    /* After Esc the next Tab leaves the table. */
    this.leaving = false;
  }

  press(event) {
    const { open } = this.grid.editing;
    const act = open ? event.target === open.input && this.typing(event) : this.standing(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /* In an open cell: what is to be done, or nothing when the key is for the field itself. */
  typing(event) {
    const { editing, cursor, rows } = this.grid;
    if (event.key === "Escape") return () => editing.cancel();
    if (event.key === "Enter" && !(event.shiftKey && event.target.tagName === "TEXTAREA")) {
      return () => {
        editing.commit();
        cursor.go(Math.min(cursor.at.row + 1, rows.list.length - 1), cursor.at.col);
      };
    }
    if (event.key === "Tab") {
      return () => {
        editing.commit();
        cursor.step(event.shiftKey ? -1 : 1);
      };
    }
    return null;
  }

  /* On a cell or on what can be done with a row. */
  standing(event) {
    const ctrl = event.ctrlKey || event.metaKey;
    return this.moving(event, ctrl) || (ctrl ? this.commanding(event) : this.acting(event));
  }

  moving(event, ctrl) {
    const { cursor, rows, names } = this.grid;
    const last = rows.list.length - 1;
    const move = MOVES[event.key] || (event.key in SCREENS && [SCREENS[event.key] * this.screen(), 0]);
    if (move && !ctrl && !event.altKey) {
      return () => {
        this.leaving = false;
        const row = Math.max(0, Math.min(cursor.at.row + move[0], last));
        cursor.go(row, Math.max(0, cursor.at.col + move[1]), event.shiftKey);
      };
    }
    if (event.key === "Home") return () => cursor.go(ctrl ? 0 : cursor.at.row, 0, event.shiftKey);
    if (event.key === "End") return () => cursor.go(ctrl ? last : cursor.at.row, names.length - 1, event.shiftKey);
    if (event.key === "Tab" && !this.leaving) {
      const moved = cursor.step(event.shiftKey ? -1 : 1);
      return moved && (() => {});
    }
    if (event.key === "Escape") this.leave();
    return null;
  }

  /* How many rows fit into the box, less one that shows where one was. */
  screen() {
    const { root, cursor } = this.grid;
    const box = root.querySelector(".scroll");
    return box ? Math.max(1, Math.floor(box.clientHeight / cursor.row.el.offsetHeight) - 1) : 10;
  }

  /* Esc itself is left to the browser. */
  leave() {
    const { cursor } = this.grid;
    this.leaving = true;
    cursor.from = null;
    cursor.paint();
    this.grid.tell(this.grid.words("leaving"));
  }

  /* By the place of a key as well: a Kazakh or Russian keyboard has another letter there. */
  commanding(event) {
    const { changing, cursor } = this.grid;
    const letter = event.key.toLowerCase();
    if (event.code === "KeyZ" || letter === "z") return () => (event.shiftKey ? changing.redo() : changing.undo());
    if (event.code === "KeyY" || letter === "y") return () => changing.redo();
    if (event.code === "KeyD" || letter === "d") return () => changing.fill();
    if (event.key === "Enter") return () => changing.add();
    if (event.key === "Delete") return cursor.row && (() => changing.remove(cursor.row));
    return null;
  }

  acting(event) {
    if (event.target.matches("a, button, summary")) return null;
    const { editing, pasting, dialogs } = this.grid;
    if (event.key === "Enter" || event.key === "F2") return () => editing.edit();
    if (event.key === "Delete" || event.key === "Backspace") return () => pasting.clear();
    if (event.key === "?") return () => dialogs.help();
    if (event.key.length === 1 && !event.altKey) {
      return () => {
        this.leaving = false;
        editing.edit(event.key === " " ? undefined : event.key);
      };
    }
    return null;
  }
}
