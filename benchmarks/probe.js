/* Loaded into every frame before anything else. Times are milliseconds since 1970, so that frames can be compared.

   window.top.__bench = { pressed, slid, paints: [{ time, detail }] }
   A paint is noted in the task after the frame that shows it, by the same rule for every app. */
(function () {
  "use strict";
  const now = () => performance.timeOrigin + performance.now();
  const isTop = window === window.top;
  if (isTop) window.__bench = { pressed: 0, slid: 0, paints: [] };
  const bench = window.top.__bench;
  if (!bench) return;

  const note = (detail) => bench.paints.push({ time: now(), detail });

  function noteAfterThisFrame(detail) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      note(detail);
    };
    channel.port2.postMessage(null);
  }

  function watch(read) {
    let last = null;
    const look = () => {
      const found = read();
      if (found !== null && found !== last) {
        last = found;
        noteAfterThisFrame(found);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  window.addEventListener("pointerdown", () => { bench.pressed = now(); }, true);
  window.addEventListener("input", (event) => { if (event.target.type === "range") bench.slid = now(); }, true);

  const subject = window.top.location.pathname + window.top.location.search;
  const areas = Number(new URLSearchParams(window.top.location.search).get("areas"));
  if (isTop && subject === "/") {
    watch(() => document.querySelector("[data-testid=stText]")?.textContent ?? null);
  } else if (!isTop && areas) {
    // A new map is a new document; all paths are added in one go, so the last one stands for all.
    const paths = document.getElementsByClassName("leaflet-interactive");
    watch(() => (paths.length < areas ? null : Array.from({ length: 64 }, (_, at) => paths[Math.floor((at * areas) / 64)].getAttribute("fill")).join()));
  } else if (!isTop) {
    window.addEventListener("sozialmonitor:painted", (event) => note(event.detail));
  }
})();
