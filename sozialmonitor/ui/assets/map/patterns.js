/* Fills for areas without a classed value. The same three signs in SVG, on canvas and (in map.css) in the legend. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const SVG = "http://www.w3.org/2000/svg";
  const SIGN = "#9aa5b1";
  const PLAIN = "#e6e9ec";
  const SIZE = 6;

  function svgElement(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  }

  function createSvgPatterns() {
    const defs = svgElement("defs");
    const pattern = (id, ...shapes) => {
      const box = { id, width: SIZE, height: SIZE, patternUnits: "userSpaceOnUse" };
      const element = defs.appendChild(svgElement("pattern", box));
      element.append(svgElement("rect", { width: SIZE, height: SIZE, fill: "#ffffff" }), ...shapes);
    };
    // Three strokes, so that the diagonal closes at the tile's corners.
    pattern("sm-hatch", svgElement("path", { d: "M-1,1L1,-1M0,6L6,0M5,7L7,5", stroke: SIGN, "stroke-width": 1.2 }));
    pattern("sm-dots", svgElement("circle", { cx: 1.5, cy: 1.5, r: 1, fill: SIGN }), svgElement("circle", { cx: 4.5, cy: 4.5, r: 1, fill: SIGN }));
    return defs;
  }

  /** Value of the SVG attribute "fill" for a fill of the model. */
  function svgFill(fill) {
    if (fill.colour) return fill.colour;
    return fill.pattern === "plain" ? PLAIN : `url(#sm-${fill.pattern})`;
  }

  function drawTile(pattern, ratio) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = SIZE * ratio;
    const context = tile.getContext("2d");
    context.scale(ratio, ratio);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, SIZE, SIZE);
    if (pattern === "dots") {
      context.fillStyle = SIGN;
      for (const at of [1.5, 4.5]) {
        context.beginPath();
        context.arc(at, at, 1, 0, 2 * Math.PI);
        context.fill();
      }
    } else {
      context.strokeStyle = SIGN;
      context.lineWidth = 1.2;
      context.stroke(new Path2D("M-1,1L1,-1M0,6L6,0M5,7L7,5"));
    }
    return tile;
  }

  /** fillStyle for a fill of the model. Tiles are drawn in device pixels, so they stay sharp on dense screens. */
  function canvasFill(context, fill, ratio) {
    if (fill.colour) return fill.colour;
    if (fill.pattern === "plain") return PLAIN;
    const style = context.createPattern(drawTile(fill.pattern, ratio), "repeat");
    style.setTransform(new DOMMatrix().scale(1 / ratio));
    return style;
  }

  sm.patterns = { svgElement, createSvgPatterns, svgFill, canvasFill };
})();
