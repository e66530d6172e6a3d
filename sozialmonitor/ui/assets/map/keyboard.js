/* From area to area with the arrow keys: the map is one tab stop, its areas are reached like cells of a grid. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /**
   * The nearest area in one direction, judged by the areas' anchor points. Sideways distance counts double and the
   * direction opens 60° to either side: of two neighbours the one that lies straighter ahead wins. -1 at the edge.
   */
  function neighbour(anchors, from, key) {
    const [dx, dy] = DIRECTIONS[key];
    const [x0, y0] = anchors[from];
    let best = -1;
    let smallest = Infinity;
    for (let index = 0; index < anchors.length; index++) {
      const x = anchors[index][0] - x0;
      const y = anchors[index][1] - y0;
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (ahead <= 0 || aside > ahead * 1.75) continue;
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
