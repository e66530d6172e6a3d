/*
 * Up to about 1,500 areas: one <path> per area, so that each is a button a screen reader can name.
 * One Leaflet layer manages all of them: 1,500 Leaflet polygons would each re-project and re-style themselves.
 */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});
  const { svgElement, createSvgPatterns, svgFill } = sm.patterns;

  function pathData(lines, close) {
    let data = "";
    for (const line of lines) {
      if (line.length < 4) continue;
      data += `M${line[0]},${line[1]}L`;
      for (let i = 2; i < line.length; i += 2) data += `${line[i]},${line[i + 1]} `;
      if (close) data += "Z";
    }
    return data;
  }

  const indexOf = (event) => (event.target.smIndex === undefined ? -1 : event.target.smIndex);

  sm.SvgLayer = L.Renderer.extend({
    options: { padding: 0.3, pane: "overlayPane" },

    /** handlers: {hover(index, event), pick(index, event), focus(index, isVisible), key(event)} */
    initialize: function (handlers) {
      L.Renderer.prototype.initialize.call(this, {});
      this.handlers = handlers;
      this.areas = [];
      this.painted = [];
      this.marks = { hover: -1, ring: -1, current: -1, selected: [] };
    },

    _initContainer: function () {
      const svg = (this._container = svgElement("svg", { class: "sm-areas", role: "group" }));
      this.shapes = svgElement("g");
      const quiet = svgElement("g", { "aria-hidden": "true", class: "sm-quiet" });
      this.borders = quiet.appendChild(svgElement("path", { class: "sm-borders" }));
      this.outline = quiet.appendChild(svgElement("path", { class: "sm-outline" }));
      this.circles = svgElement("g", { class: "sm-circles", "aria-hidden": "true" });
      this.markGroup = svgElement("g", { class: "sm-marks sm-quiet", "aria-hidden": "true" });
      this.root = svgElement("g");
      this.root.append(this.shapes, quiet, this.circles, this.markGroup);
      svg.append(createSvgPatterns(), this.root);
      this._listen(svg);
    },

    _destroyContainer: function () {
      this._container.remove();
      delete this._container;
    },

    _listen: function (svg) {
      svg.addEventListener("pointermove", (event) => this.handlers.hover(indexOf(event), event));
      svg.addEventListener("pointerleave", (event) => this.handlers.hover(-1, event));
      svg.addEventListener("click", (event) => this.handlers.pick(indexOf(event), event));
      svg.addEventListener("keydown", (event) => this.handlers.key(event));
    },

    onAdd: function (map) {
      L.Renderer.prototype.onAdd.call(this, map);
      // Not on the <svg>: Chromium makes an SVG element that listens to focus events a tab stop of its own.
      const pane = this.getPane();
      pane.addEventListener("focusin", (event) => {
        const index = indexOf(event);
        this.setTabStop(index);
        this.handlers.focus(index, event.target.matches(":focus-visible"));
      });
      pane.addEventListener("focusout", () => this.handlers.focus(-1, false));
    },

    /** Called by Leaflet after moves; the viewBox follows the padded viewport, the paths stay as they are. */
    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const { min } = this._bounds;
      this._container.setAttribute("width", size.x);
      this._container.setAttribute("height", size.y);
      this._container.setAttribute("viewBox", `${min.x} ${min.y} ${size.x} ${size.y}`);
      L.DomUtil.setPosition(this._container, min);
      this._place();
    },

    setGeometry: function (geometry) {
      this.geometry = geometry;
      this.scaled = null;
      if (this.areas.length !== geometry.count) this._createAreas();
      if (this._map) this._place();
    },

    _createAreas: function () {
      this.shapes.replaceChildren();
      this.painted = new Array(this.geometry.count).fill(null);
      this.areas = this.geometry.names.map((name, index) => {
        const path = svgElement("path", { class: "sm-area", role: "button", tabindex: "-1", "fill-rule": "evenodd" });
        path.setAttribute("aria-label", name);
        path.setAttribute("aria-pressed", "false");
        path.smIndex = index;
        return path;
      });
      this.shapes.append(...this.areas);
      this.setTabStop(0);
    },

    /** Write the paths anew only where the zoom level changed; a shifted origin is one transform. */
    _place: function () {
      if (!this.geometry) return;
      const zoom = this._map.getZoom();
      if (!this.scaled || this.scaled.zoom !== zoom) this._write(new sm.ScaledGeometry(this.geometry, zoom));
      this.root.setAttribute("transform", `translate(${this.scaled.originIn(this._map).join(",")})`);
    },

    _write: function (scaled) {
      this.scaled = scaled;
      this.areas.forEach((path, index) => path.setAttribute("d", pathData(scaled.rings[index], true)));
      this.borders.setAttribute("d", pathData(scaled.borders, false));
      this.outline.setAttribute("d", pathData(scaled.outline, false));
      for (const circle of this.circles.children) this._placeCircle(circle);
      this._drawMarks();
    },

    /** Colour the areas. Only what changed is touched: most areas keep their class from one period to the next. */
    paint: function ({ categories, fills, circles }) {
      const styles = fills.map(svgFill);
      for (let index = 0; index < this.areas.length; index++) {
        const style = styles[categories[index]];
        if (this.painted[index] !== style) {
          this.areas[index].setAttribute("fill", style);
          this.painted[index] = style;
        }
      }
      this._drawCircles(circles || []);
    },

    _drawCircles: function (circles) {
      const present = this.circles.children;
      while (present.length > circles.length) this.circles.lastChild.remove();
      while (present.length < circles.length) this.circles.append(svgElement("circle"));
      circles.forEach(({ index, radius, isNegative }, position) => {
        const circle = present[position];
        circle.smIndex = index;
        circle.setAttribute("r", radius.toFixed(2));
        circle.setAttribute("class", isNegative ? "sm-circle sm-negative" : "sm-circle");
        this._placeCircle(circle);
      });
    },

    _placeCircle: function (circle) {
      const [x, y] = this.scaled.anchors[circle.smIndex];
      circle.setAttribute("cx", x);
      circle.setAttribute("cy", y);
    },

    /** Hover, keyboard ring and selection are drawn on top, so no neighbour covers half of an outline. */
    setMarks: function (marks) {
      const before = this.marks.selected;
      this.marks = { ...this.marks, ...marks };
      if (marks.selected) {
        const selected = new Set(marks.selected.map((mark) => mark.index));
        for (const { index } of before) if (!selected.has(index)) this._press(index, false);
        for (const index of selected) this._press(index, true);
      }
      if (this.scaled) this._drawMarks();
    },

    _press: function (index, isPressed) {
      if (this.areas[index]) this.areas[index].setAttribute("aria-pressed", String(isPressed));
    },

    _drawMarks: function () {
      const { hover, ring, current, selected } = this.marks;
      const shapes = [];
      const add = (index, kind, colour) => {
        if (!this.areas[index]) return;
        const path = svgElement("path", { class: `sm-mark ${kind}`, d: this.areas[index].getAttribute("d") });
        if (colour) path.style.stroke = colour;
        shapes.push(path);
      };
      if (hover >= 0) add(hover, "sm-hover");
      for (const mark of selected) add(mark.index, "sm-casing");
      for (const mark of selected) add(mark.index, "sm-selected", mark.colour);
      if (current >= 0) add(current, "sm-current");
      if (ring >= 0) {
        add(ring, "sm-ring-casing");
        add(ring, "sm-ring");
      }
      this.markGroup.replaceChildren(...shapes);
    },

    setTitle: function (title) {
      this._container.setAttribute("aria-label", title);
    },

    setLabel: function (index, label) {
      if (this.areas[index]) this.areas[index].setAttribute("aria-label", label);
    },

    /** Spoken labels sit on the areas themselves; nothing to announce. */
    announce: function () {},

    /** The map is one tab stop: exactly one area can be reached with Tab, the others with the arrow keys. */
    setTabStop: function (index) {
      if (!this.areas[index]) return;
      if (this.areas[this.tabStop]) this.areas[this.tabStop].setAttribute("tabindex", "-1");
      this.areas[index].setAttribute("tabindex", "0");
      this.tabStop = index;
    },

    focusArea: function (index) {
      this.setTabStop(index);
      this.areas[index].focus({ preventScroll: true }); // scrolling would shift Leaflet's container under its panes
    },

    paintedFill: function (index) {
      return this.areas[index] ? this.areas[index].getAttribute("fill") : null;
    },

    /** For measurements: make the browser finish style and layout now. */
    flush: function () {
      return this._container.getBoundingClientRect().width;
    },

    hasLabels: true,
  });
})();
