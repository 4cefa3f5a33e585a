// Behaviour of the frame that needs no server: the look of the screen, menus, walking a table, dialogs, a lost connection.
const root = document.documentElement;

const workbench = window.workbench = {
  showModal: dialog => {
    if (!dialog?.isConnected || dialog.open) return;
    dialog.showModal();
    begin(dialog);
    // What one asks can change into what it asks next, and the focus would be lost with it.
    new MutationObserver(() => dialog.contains(document.activeElement) || begin(dialog)).observe(dialog, { childList: true, subtree: true });
  },
};

// Where a person begins: at the first field or choice, not at the cross.
function begin(dialog) {
  if (!dialog.querySelector(".body :focus")) dialog.querySelector(".body :is(input:not([type=checkbox], :disabled), select, textarea, .choices button, .quick-times button)")?.focus();
}

// A form that is refused leads to the first field that is wrong.
document.addEventListener("submit", e => {
  const form = e.target;
  const look = () => {
    const wrong = form.querySelector("[aria-invalid=true]");
    wrong?.focus();
    return wrong;
  };
  if (look()) return;
  const watch = new MutationObserver(() => look() && watch.disconnect());
  watch.observe(form, { subtree: true, childList: true, attributeFilter: ["aria-invalid"] });
  // Until they go on: from then on the focus is theirs. A key that is still held says itself again.
  const stop = e => {
    if (e.repeat) return;
    watch.disconnect();
    for (const moved of ["keydown", "pointerdown"]) document.removeEventListener(moved, stop, true);
  };
  for (const moved of ["keydown", "pointerdown"]) document.addEventListener(moved, stop, true);
});

function effective(name) {
  const value = root.dataset[name];
  return name === "theme" && value === "system" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : value;
}

function prefer(name, value) {
  root.dataset[name] = value;
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  if (name === "theme") {
    for (const link of document.querySelectorAll("link[data-theme]")) link.media = link.dataset.theme === value ? "all" : "not all";
  }
}

document.addEventListener("click", e => {
  if (e.target.closest(".skip")) {
    e.preventDefault();
    document.getElementById("content").focus();
  }
  const toggle = e.target.closest("[data-preference]");
  if (toggle) {
    const [usual, other] = toggle.dataset.values.split(" ");
    prefer(toggle.dataset.preference, effective(toggle.dataset.preference) === usual ? other : usual);
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(e.target) || e.target.closest("a, button")) menu.open = false;
  }
});

// A button that copies the text of what it names.
document.addEventListener("click", async e => {
  const button = e.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  source.select?.();
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 2000);
});

document.addEventListener("keydown", e => {
  if (e.key === "Escape") {
    const menu = e.target.closest?.("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  }
  const row = e.target.closest?.("table.grid tbody tr[tabindex]");
  if (row && e.target === row) walk(e, row);
});

function walk(e, row) {
  const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: row.parentElement.firstElementChild, End: row.parentElement.lastElementChild }[e.key];
  if (to) {
    for (const other of row.parentElement.children) other.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  } else if (e.key === " ") {
    row.querySelector("td.tick input")?.click();
  } else if (e.key === "Enter") {
    row.querySelector("[data-open]")?.click();
  } else if (!["ArrowDown", "ArrowUp"].includes(e.key)) {
    return;
  }
  e.preventDefault();
}

document.addEventListener("dblclick", e => {
  if (!e.target.closest("a, button, input")) e.target.closest("table.grid tbody tr")?.querySelector("[data-open]")?.click();
});

// A plain form inside the frame asks for its token when it is sent, because a page that stays open for a shift outlives one.
document.addEventListener("submit", async e => {
  const form = e.target;
  if (!form.matches("form[data-antiforgery]") || form.elements.__RequestVerificationToken) return;
  e.preventDefault();
  const { token } = await (await fetch("/antiforgery")).json();
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "__RequestVerificationToken", value: token }));
  form.submit();
});

// A screen that nobody sits at (the wallboard) finds its way back by itself once the server answers again.
const lost = document.getElementById("components-reconnect-modal");
if (lost) {
  new MutationObserver(() => {
    const gone = ["components-reconnect-failed", "components-reconnect-rejected"].some(c => lost.classList.contains(c));
    if (gone && document.querySelector("[data-unattended]")) reload();
  }).observe(lost, { attributes: true, attributeFilter: ["class"] });
}

async function reload() {
  try {
    if ((await fetch("/health", { cache: "no-store" })).ok) return location.reload();
  } catch { /* not back yet */ }
  setTimeout(reload, 3000);
}
