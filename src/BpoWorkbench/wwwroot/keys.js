// The keys of the page on screen. One listener for the document; which keys there are is told by the page.
const pause = 900; // ms between the two strokes of "g d"
const patience = 15000; // ms for a button to become one that may be pressed
const opening = 3000; // ms for a dialog to open that a key asked for
let coming = null;
let host = null, strokes = new Set(), on = true, first = "", timer = 0;

// Whoever listens last is the one who is told; who has left by then takes nothing away from them.
export function listen(dotnet) {
  host = dotnet;
  on = localStorage.getItem("keys") !== "off";
  document.addEventListener("keydown", press);
  document.addEventListener("change", choose);
  return { stop: () => host === dotnet && stop() };
}

export const isOn = () => on;

export function use(list) { strokes = new Set(list); }

// At once: the next key may be pressed before the server has heard of it.
function choose(e) {
  if (!e.target.closest("[data-keys-switch]")) return;
  on = e.target.checked;
  localStorage.setItem("keys", on ? "on" : "off");
}

// For the list of keys: what is there to be reached.
export const onPage = () => ({
  fields: [...document.querySelectorAll("[data-key]")].map(e => ({ stroke: e.dataset.key, name: e.getAttribute("aria-label") ?? e.labels?.[0]?.firstChild?.textContent.trim() ?? "" })),
  form: !!document.querySelector("main form"),
  rows: !!document.querySelector("main table.grid tbody tr[tabindex]"),
});

function stop() {
  document.removeEventListener("keydown", press);
  document.removeEventListener("change", choose);
  host = null;
}

function press(e) {
  if (e.defaultPrevented || e.isComposing || e.repeat || !host) return;
  const control = e.ctrlKey || e.metaKey;
  const stroke = control ? `Ctrl+${e.key}` : e.altKey ? `Alt+${e.key}` : e.key;

  const dialog = document.querySelector("dialog[open], .rz-dialog");
  if (control && strokes.has(stroke) && !dialog) return send(e, stroke);
  if (stroke === "Ctrl+Enter") {
    const form = e.target.closest?.("form");
    if (form || dialog) {
      e.preventDefault();
      // The field in hand has not told yet what was typed into it.
      e.target.dispatchEvent(new Event("change", { bubbles: true }));
      if (form) form.requestSubmit(); else click(dialog.querySelector(".foot .primary"));
    }
    return;
  }
  // Out of a field, so that the keys of the page work again.
  if (stroke === "Escape" && !dialog && typing(e.target)) return e.target.blur();
  if (!on || control || e.altKey || typing(e.target)) return;
  if (dialog) {
    const choice = dialog.querySelector(`[data-press="${CSS.escape(stroke)}"]`);
    if (choice) { e.preventDefault(); choice.click(); }
    return;
  }

  // A choice is on its way: what is pressed meanwhile is for that, not for the page behind it.
  if (coming && stroke === "Escape") coming = [];
  if (coming && stroke.length === 1) { e.preventDefault(); coming.push(stroke); return; }

  const pair = first && `${first} ${stroke}`;
  clearTimeout(timer);
  first = "";
  if (pair && strokes.has(pair)) return send(e, pair);
  if ([...strokes].some(s => s.startsWith(`${stroke} `))) {
    first = stroke;
    timer = setTimeout(() => first = "", pause);
    return;
  }
  if (stroke === "?") return send(e, stroke);
  const box = document.querySelector(`[data-key="${CSS.escape(stroke)}"]`);
  if (box) { e.preventDefault(); box.focus(); box.select?.(); return; }
  // What can be done with the row that is in hand.
  const own = e.target.closest("tr[tabindex]")?.querySelector(`[data-row-key="${CSS.escape(stroke)}"]`);
  if (own) { e.preventDefault(); own.click(); return; }
  // On a button or link, Enter and the space bar are its own.
  if ((stroke === "Enter" || stroke === " ") && e.target.closest("a, button, summary, tr[tabindex]")) return;
  if (strokes.has(stroke)) {
    send(e, stroke);
    if (document.querySelector(`[data-opens="${CSS.escape(stroke)}"]`)) { coming = []; wait(performance.now() + opening); }
  }
}

// Until the dialog with the choices is there, or clearly is not coming.
function wait(until) {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog && performance.now() < until) return setTimeout(() => wait(until), 15);
  const pressed = coming;
  coming = null;
  const choice = dialog && pressed.map(s => dialog.querySelector(`[data-press="${CSS.escape(s)}"]`)).find(c => c);
  choice?.click();
}

// A button that may be pressed once the server has heard what was typed last: that is waited for, unless they go on by key or pointer.
function click(button, until = performance.now() + patience) {
  if (!button?.isConnected) return;
  if (!button.disabled) return button.click();
  if (performance.now() > until) return;
  const leave = () => {
    clearTimeout(again);
    for (const moved of ["keydown", "pointerdown"]) document.removeEventListener(moved, stay, true);
  };
  // A key that is still held from the stroke itself says itself again.
  const stay = e => e.repeat || leave();
  const again = setTimeout(() => { leave(); click(button, until); }, 30);
  for (const moved of ["keydown", "pointerdown"]) document.addEventListener(moved, stay, true);
}

function send(e, stroke) {
  e.preventDefault();
  host.invokeMethodAsync("Press", stroke);
}

function typing(target) {
  if (target.isContentEditable) return true;
  const field = target.closest?.("input, textarea, select, [role=listbox], [role=combobox], [role=menu]");
  return !!field && !["checkbox", "radio", "button", "submit"].includes(field.type);
}
