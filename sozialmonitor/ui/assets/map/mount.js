/* The two calls that the folium map makes: mount once, receive for every message. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const early = []; // messages that were evaluated before the map script
  let app = null;

  sm.mount = function (map, config) {
    if (app) app.remove();
    app = new sm.App(map, config);
    while (early.length) app.receive(...early.shift());
  };

  sm.receive = function (headerBase64, binaryBase64) {
    if (app) app.receive(headerBase64, binaryBase64);
    else early.push([headerBase64, binaryBase64]);
  };

  /** For tests: what is painted for an area. */
  sm.inspect = (code) => (app ? app.inspect(code) : null);

  /** For benchmarks. */
  sm.measureRepaint = (period) => app.measureRepaint(period);

  sm.painted = null;
})();
