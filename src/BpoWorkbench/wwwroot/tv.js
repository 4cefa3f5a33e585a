// The wall screen: turns the views, pauses under a hand, and shows when the server was last heard.
const silence = 5000; // ms without a beat after which the figures are no longer to be trusted
const giveUp = 20000; // ms without a beat after which the page asks for itself

export function show(seconds) {
  const tv = document.querySelector(".tv");
  const heard = tv.querySelector("[data-heard]");
  const until = new AbortController();
  const on = (target, name, run) => target.addEventListener(name, run, { signal: until.signal });
  let last = Date.now(), turned = Date.now(), held = 0, paused = false, lock = null, asking = false, full = !!document.fullscreenElement;

  const views = () => [...tv.querySelectorAll("[data-view]")];
  const current = () => Math.max(0, views().findIndex(v => v.hasAttribute("data-on")));

  function turn(step) {
    const all = views();
    if (!all.length) return;
    const next = (current() + step + all.length) % all.length;
    all.forEach((v, i) => v.toggleAttribute("data-on", i === next));
    tv.querySelector("[data-dots]").replaceChildren(...all.map((_, i) => {
      const dot = document.createElement("i");
      dot.toggleAttribute("data-on", i === next);
      return dot;
    }));
    turned = Date.now();
  }

  // The circuit is gone while the server may be there again: begin anew.
  async function comeBack() {
    asking = true;
    try {
      if ((await fetch("/health", { cache: "no-store" })).ok) location.reload();
    } catch { /* not back yet */ }
    setTimeout(() => asking = false, silence);
  }

  function look() {
    const lost = Date.now() - last > silence;
    tv.toggleAttribute("data-lost", lost);
    if (Date.now() - last > giveUp && !asking) comeBack();
    const at = new Date(last).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
    const says = lost ? heard.dataset.lost.replace("{0}", at) : `${heard.dataset.live} · ${at}`;
    if (heard.textContent !== says) heard.textContent = says;
    const still = paused || Date.now() < held;
    tv.toggleAttribute("data-paused", still);
    if (still) turned = Date.now();
    else if (Date.now() - turned >= seconds * 1000) turn(1);
    // Pages come and go with the clients.
    else if (!tv.querySelector("[data-view][data-on]")) turn(0);
  }

  // A hand on the mouse holds the view for a while; a mouse that lies still does not.
  on(document, "mousemove", () => held = Date.now() + 5000);
  on(document, "keydown", e => {
    if (e.key === "Escape") tv.querySelector("[data-exit]").click();
    else if (e.key === "ArrowRight") turn(1), held = Date.now() + 15000;
    else if (e.key === "ArrowLeft") turn(-1), held = Date.now() + 15000;
    else if (e.key === " ") paused = !paused;
    else if (e.key === "f") document.documentElement.requestFullscreen?.();
    else return;
    e.preventDefault();
    look();
  });
  // In full screen the browser keeps Escape for itself.
  on(document, "fullscreenchange", () => {
    if (full && !document.fullscreenElement) tv.querySelector("[data-exit]").click();
    full = !!document.fullscreenElement;
  });
  navigator.wakeLock?.request("screen").then(l => lock = l, () => { });

  const timer = setInterval(look, 500);
  turn(0);
  look();
  return {
    beat: () => { last = Date.now(); look(); },
    stop: () => { clearInterval(timer); until.abort(); lock?.release(); },
  };
}
