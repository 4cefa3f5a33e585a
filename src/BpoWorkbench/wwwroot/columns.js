// The widths of a table's columns: the edge between two is dragged, or moved with the arrow keys, and stays where it was put in this
// browser. Widths are shares of the table, so that they fit any screen: what one column gains, those to its right give.
const least = 40; // px
const phone = matchMedia("(max-width: 720px)");

class ColumnEdge extends HTMLElement {
  connectedCallback() {
    this.onpointerdown = e => this.drag(e);
    this.onkeydown = e => this.press(e);
    this.ondblclick = e => { e.stopPropagation(); forget(this.table); };
    this.onclick = e => e.stopPropagation();
    // The whole heading is there a moment later.
    queueMicrotask(() => this.isConnected && this.table && restore(this.table));
  }

  get table() { return this.closest("table"); }
  get column() { return this.parentElement.cellIndex; }

  drag(e) {
    if (e.button !== 0) return;
    e.preventDefault();
    this.focus();
    const { table, column } = this, from = widths(table), start = e.clientX;
    this.setPointerCapture(e.pointerId);
    this.onpointermove = move => set(table, shifted(from, column, move.clientX - start));
    this.onpointerup = this.onpointercancel = () => {
      this.onpointermove = this.onpointerup = this.onpointercancel = null;
      keep(table);
    };
  }

  press(e) {
    const { table, column } = this;
    const step = { ArrowLeft: -16, ArrowRight: 16 }[e.key];
    const edges = [...table.querySelectorAll("column-edge")];
    const next = edges[edges.indexOf(this) + ({ ArrowUp: -1, ArrowDown: 1 }[e.key] ?? 0)];
    if (step) { set(table, shifted(widths(table), column, step)); keep(table); }
    else if (e.key === "ArrowUp" || e.key === "ArrowDown") next && reach(edges, next);
    else if (e.key === "Delete" || e.key === "Backspace") forget(table);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
}

function reach(edges, edge) {
  for (const other of edges) other.tabIndex = -1;
  edge.tabIndex = 0;
  edge.focus();
}

const heads = table => [...table.tHead.rows[0].cells];
const widths = table => heads(table).map(head => head.getBoundingClientRect().width);
const key = table => `columns:${table.dataset.columns}:${heads(table).length}`;

function shifted(from, column, by) {
  const right = from.slice(column + 1), room = right.reduce((sum, width) => sum + Math.max(0, width - least), 0);
  const moved = Math.max(Math.min(by, room), Math.min(0, least - from[column]));
  const total = right.reduce((sum, width) => sum + width, 0);
  return from.map((width, i) => i < column ? width
    : i === column ? width + moved
    : moved > 0 ? width - moved * Math.max(0, width - least) / room
    : width - moved * width / total);
}

function set(table, sizes) {
  const whole = sizes.reduce((sum, width) => sum + width, 0);
  table.dataset.sized = "";
  heads(table).forEach((head, i) => head.style.width = `${100 * sizes[i] / whole}%`);
  tell(table);
}

function tell(table) {
  const sizes = widths(table), whole = table.getBoundingClientRect().width || 1;
  for (const edge of table.querySelectorAll("column-edge")) edge.setAttribute("aria-valuenow", Math.round(100 * sizes[edge.column] / whole));
}

function keep(table) {
  localStorage.setItem(key(table), JSON.stringify(heads(table).map(head => Math.round(parseFloat(head.style.width) * 100) / 100)));
}

function forget(table) {
  localStorage.removeItem(key(table));
  delete table.dataset.sized;
  for (const head of heads(table)) head.style.width = head.dataset.width ?? "";
  tell(table);
}

function restore(table) {
  if (table.dataset.seen === key(table)) return;
  table.dataset.seen = key(table);
  const kept = JSON.parse(localStorage.getItem(key(table)) ?? "null");
  if (kept && !phone.matches) set(table, kept);
  else tell(table);
}

customElements.define("column-edge", ColumnEdge);
