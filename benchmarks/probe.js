/* Loaded into the page before anything else; it looks into the component's frame from outside, because the frame
   throws its first, empty document away with everything that was started in it.

   window.__bench = { pressed, slid, paints: [{ time, key }] }, times in milliseconds since 1970. The key says what
   is shown: the text, the colours, or the indicator.
   A paint is noted in the task after the frame that shows it, by the same rule for every app. */
(function () {
  "use strict";
  if (window !== window.top) return;
  const now = () => performance.timeOrigin + performance.now();
  const bench = (window.__bench = { pressed: 0, slid: 0, paints: [] });
  const last = new WeakMap();
  const query = new URLSearchParams(location.search);
  const areas = Number(query.get("areas"));

  function note(owner, found) {
    if (found === null || last.get(owner) === found) return;
    last.set(owner, found);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      bench.paints.push({ time: now(), key: found });
    };
    channel.port2.postMessage(null);
  }

  function meet(frame) {
    if (frame.__met) return; // a mark on the window itself: its proxy stays the same when the frame loads anew
    frame.__met = true;
    frame.addEventListener("sozialmonitor:painted", (event) => bench.paints.push({ time: now(), key: event.detail.key }));
    frame.addEventListener("input", (event) => { if (event.target.type === "range") bench.slid = now(); }, true);
  }

  /* A new map is a new document; all its paths are added in one go, so their number says that it stands. */
  function readFills(document) {
    const paths = document.getElementsByClassName("leaflet-interactive");
    if (!areas || paths.length < areas) return null;
    return Array.from({ length: 64 }, (_, at) => paths[Math.floor((at * areas) / 64)].getAttribute("fill")).join();
  }

  function look() {
    note(document, document.querySelector("[data-testid=stText]")?.textContent ?? null);
    for (const frame of document.getElementsByTagName("iframe")) {
      meet(frame.contentWindow);
      note(frame.contentDocument, readFills(frame.contentDocument));
    }
    requestAnimationFrame(look);
  }

  window.addEventListener("pointerdown", () => { bench.pressed = now(); }, true);
  requestAnimationFrame(look);
})();
