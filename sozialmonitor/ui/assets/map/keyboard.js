/* From area to area with the arrow keys: the map is one tab stop, its areas are reached like cells of a grid. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /**
   * The nearest area in one direction, judged by the areas' anchor points; -1 at the edge. Each direction opens 45° to
   * either side, so the way back is never another direction's way on. Only where that finds nothing it opens wider,
   * so that no area in a corner is out of reach. Sideways distance counts double: straight ahead wins.
   */
  function neighbour(anchors, from, key) {
    const straight = nearestWithin(anchors, from, DIRECTIONS[key], 1);
    return straight >= 0 ? straight : nearestWithin(anchors, from, DIRECTIONS[key], 3);
  }

  function nearestWithin(anchors, from, [dx, dy], opening) {
    const [x0, y0] = anchors[from];
    let best = -1;
    let smallest = Infinity;
    for (let index = 0; index < anchors.length; index++) {
      const x = anchors[index][0] - x0;
      const y = anchors[index][1] - y0;
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (ahead <= 0 || aside > ahead * opening) continue;
      const cost = ahead + 2 * aside;
      if (cost < smallest) {
        smallest = cost;
        best = index;
      }
    }
    return best;
  }

  /** What a key means: {go: index} | {pick: true} | {zoom: ±1} | {reset: true} | {dismiss: true} | null. */
  function interpret(event, geometry, current) {
    if (event.altKey || event.ctrlKey || event.metaKey) return null; // the browser's own shortcuts
    if (DIRECTIONS[event.key]) return { go: neighbour(geometry.anchors, current, event.key) };
    switch (event.key) {
      case "Home":
        return { go: 0 };
      case "End":
        return { go: geometry.count - 1 };
      case "PageDown": // in the order of the areas: reaches every one, however odd its position
        return { go: current + 1 < geometry.count ? current + 1 : -1 };
      case "PageUp":
        return { go: current - 1 };
      case "Enter":
      case " ":
        return { pick: true };
      case "+":
        return { zoom: 1 };
      case "-":
        return { zoom: -1 };
      case "0":
        return { reset: true };
      case "Escape":
        return { dismiss: true };
      default:
        return null;
    }
  }

  sm.keyboard = { neighbour, interpret };
})();
