/*
 * Above about 1,500 areas: canvas; fills, lines and marks each on one of their own. Focusable as a whole; the arrow
 * keys move a cursor over the areas and a live region says where it is. Same interface as SvgLayer.
 */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const MARK_STYLES = {
    hover: [["#1c2733", 2]],
    casing: [["#ffffff", 5.5]],
    current: [["#ffffff", 4], ["#1c2733", 1.75]],
    ring: [["#ffffff", 6.5], ["#1c2733", 3.5]],
  };

  function tracePath(lines, close) {
    const path = new Path2D();
    for (const line of lines) {
      if (line.length < 4) continue;
      path.moveTo(line[0], line[1]);
      for (let i = 2; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
      if (close) path.closePath();
    }
    return path;
  }

  sm.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.2, pane: "overlayPane" },

    initialize: function (handlers) {
      L.Renderer.prototype.initialize.call(this, {});
      this.handlers = handlers;
      this.marks = { hover: -1, ring: -1, current: -1, selected: [] };
      this.tabStop = 0;
    },

    _initContainer: function () {
      const holder = (this._container = document.createElement("div"));
      holder.className = "sm-canvas";
      // "application": a screen reader then passes the arrow keys on instead of using them to read the page.
      holder.setAttribute("role", "application");
      holder.tabIndex = 0;
      this.canvas = holder.appendChild(document.createElement("canvas"));
      this.lineCanvas = holder.appendChild(document.createElement("canvas"));
      this.markCanvas = holder.appendChild(document.createElement("canvas"));
      this.context = this.canvas.getContext("2d");
      this.lineContext = this.lineCanvas.getContext("2d");
      this.markContext = this.markCanvas.getContext("2d");
      this.live = document.createElement("div");
      this.live.className = "sm-spoken";
      this.live.setAttribute("aria-live", "polite");
      this._listen(holder);
    },

    _destroyContainer: function () {
      this._container.remove();
      this.live.remove();
      delete this._container;
    },

    onAdd: function (map) {
      L.Renderer.prototype.onAdd.call(this, map);
      map.getContainer().append(this.live); // outside the panes, which Leaflet moves and scales
    },

    _listen: function (holder) {
      holder.addEventListener("pointermove", (event) => {
        const index = this._indexAt(event);
        holder.classList.toggle("sm-over-area", index >= 0);
        this.handlers.hover(index, event);
      });
      holder.addEventListener("pointerleave", (event) => this.handlers.hover(-1, event));
      holder.addEventListener("click", (event) => this.handlers.pick(this._indexAt(event), event));
      holder.addEventListener("keydown", (event) => this.handlers.key(event));
      holder.addEventListener("focus", () => this.handlers.focus(this.tabStop, holder.matches(":focus-visible")));
      holder.addEventListener("blur", () => this.handlers.focus(-1, false));
    },

    _indexAt: function (event) {
      if (!this.geometry || !this.scaled) return -1;
      const point = this._map.mouseEventToLayerPoint(event).add(this._map.getPixelOrigin());
      return this.geometry.find(point.x / this.scaled.scale, point.y / this.scaled.scale);
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      this.ratio = Math.min(window.devicePixelRatio || 1, 2); // beyond 2 only the cost grows
      const size = this._bounds.getSize();
      for (const canvas of [this.canvas, this.lineCanvas, this.markCanvas]) {
        const width = Math.round(size.x * this.ratio);
        const height = Math.round(size.y * this.ratio);
        if (canvas.width !== width || canvas.height !== height) {
          canvas.width = width;
          canvas.height = height;
          canvas.style.width = `${size.x}px`;
          canvas.style.height = `${size.y}px`;
        }
      }
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._place();
    },

    setGeometry: function (geometry) {
      this.geometry = geometry;
      this.scaled = null;
      if (this._map) this._place();
    },

    _place: function () {
      if (!this.geometry) return;
      const zoom = this._map.getZoom();
      if (!this.scaled || this.scaled.zoom !== zoom) this._write(new sm.ScaledGeometry(this.geometry, zoom));
      this._draw();
      this._drawLines();
      this._drawMarks();
    },

    _write: function (scaled) {
      this.scaled = scaled;
      this.areaPaths = scaled.rings.map((rings) => tracePath(rings, true));
      this.borderPath = tracePath(scaled.borders, false);
      this.outlinePath = tracePath(scaled.outline, true);
      // Where areas are only a few pixels wide their borders would drown the colours.
      const { box, count } = this.geometry;
      const meanSize = Math.sqrt(((box[2] - box[0]) * (box[3] - box[1])) / count) * scaled.scale;
      this.borderWidth = meanSize < 12 ? 0 : Math.min(0.7, meanSize / 50);
    },

    paint: function (picture) {
      const hadCircles = Boolean(this.picture && this.picture.circles);
      this.picture = picture;
      if (!this._map || !this.geometry) return;
      this._draw();
      if (picture.circles || hadCircles) this._drawLines();
    },

    /** A cleared context whose coordinates are those of the scaled geometry. Returns the visible part of the world. */
    _begin: function (context) {
      const { ratio } = this;
      const [x, y] = this.scaled.originIn(this._map);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.setTransform(ratio, 0, 0, ratio, (x - min.x) * ratio, (y - min.y) * ratio);
      const left = this.scaled.left + (min.x - x) / this.scaled.scale;
      const top = this.scaled.top + (min.y - y) / this.scaled.scale;
      return [left, top, left + size.x / this.scaled.scale, top + size.y / this.scaled.scale];
    },

    _draw: function () {
      if (!this.picture || !this.scaled) return;
      this._fillAreas(this.context, this._begin(this.context));
    },

    /** Borders do not change with the values: on a canvas of their own they cost nothing while the slider moves. */
    _drawLines: function () {
      if (!this.scaled) return;
      const context = this.lineContext;
      this._begin(context);
      context.lineJoin = "round";
      if (this.borderWidth) {
        context.strokeStyle = "rgba(74, 88, 102, 0.75)";
        context.lineWidth = this.borderWidth;
        context.stroke(this.borderPath);
      }
      context.strokeStyle = "#6b7885";
      context.lineWidth = 0.9;
      context.stroke(this.outlinePath);
      this._drawCircles(context);
    },

    /**
     * One fill per area, ordered by category. One path per category looks cheaper and is not: with thousands of areas
     * in one path the rasteriser took 350 ms where single fills take 30. Neighbouring fills leave a hairline between
     * them, so the whole territory is first laid out in the most frequent colour.
     */
    _fillAreas: function (context, view) {
      const { categories, fills } = this.picture;
      const members = fills.map(() => []);
      const { boxes, count } = this.geometry;
      for (let index = 0; index < count; index++) {
        const box = boxes[index];
        if (box[0] <= view[2] && box[2] >= view[0] && box[1] <= view[3] && box[3] >= view[1]) members[categories[index]].push(index);
      }
      const styleOf = (category) => sm.patterns.canvasFill(context, fills[category], this.ratio);
      const largest = members.reduce((best, areas, category) => (areas.length > members[best].length ? category : best), 0);
      context.fillStyle = styleOf(largest);
      context.fill(this.outlinePath, "evenodd");
      members.forEach((areas, category) => {
        if (!areas.length) return;
        context.fillStyle = styleOf(category);
        for (const index of areas) context.fill(this.areaPaths[index], "evenodd");
      });
    },

    _drawCircles: function (context) {
      for (const { index, radius, isNegative } of (this.picture && this.picture.circles) || []) {
        const [x, y] = this.scaled.anchors[index];
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.globalAlpha = 0.72;
        context.fillStyle = isNegative ? "#ffffff" : sm.symbols.COLOUR;
        context.fill();
        context.globalAlpha = 1;
        context.lineWidth = isNegative ? 2 : 1;
        context.strokeStyle = isNegative ? sm.symbols.NEGATIVE : "#ffffff";
        context.stroke();
      }
    },

    setMarks: function (marks) {
      this.marks = { ...this.marks, ...marks };
      if (this.scaled && this._map) this._drawMarks();
    },

    /** Marks live on a canvas of their own: hovering must not repaint 11,000 areas. */
    _drawMarks: function () {
      const context = this.markContext;
      this._begin(context);
      context.lineJoin = "round";
      const add = (index, strokes) => {
        if (index < 0 || !this.areaPaths[index]) return;
        for (const [colour, width] of strokes) {
          context.strokeStyle = colour;
          context.lineWidth = width;
          context.stroke(this.areaPaths[index]);
        }
      };
      const { hover, ring, current, selected } = this.marks;
      add(hover, MARK_STYLES.hover);
      for (const mark of selected) add(mark.index, MARK_STYLES.casing);
      for (const mark of selected) add(mark.index, [[mark.colour, 3]]);
      add(current, MARK_STYLES.current);
      add(ring, MARK_STYLES.ring);
    },

    setTitle: function (title) {
      this._container.setAttribute("aria-label", title);
    },

    setLabel: function () {},

    announce: function (text) {
      this.live.textContent = text;
    },

    setTabStop: function (index) {
      this.tabStop = index;
    },

    focusArea: function (index) {
      this.tabStop = index;
      if (document.activeElement !== this._container) this._container.focus({ preventScroll: true });
      else this.handlers.focus(index, true);
    },

    paintedFill: function (index) {
      const fill = this.picture && this.picture.fills[this.picture.categories[index]];
      return fill ? sm.patterns.svgFill(fill) : null;
    },

    /** For measurements: reading one pixel makes the browser finish drawing now. */
    flush: function () {
      return this.context.getImageData(0, 0, 1, 1).data[0];
    },

    hasLabels: false,
  });
})();
