/* Below the map: unit, direction in words, classes with their number of areas, reasons for missing values. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});
  const { svgElement } = sm.patterns;

  function element(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  class Legend {
    constructor(frame, texts, model) {
      this.texts = texts;
      this.model = model;
      this.box = element("section", "sm-legend");
      this.box.setAttribute("aria-label", texts.get("legend"));
      frame.append(this.box);
      new ResizeObserver(() => this._reserveHeight()).observe(this.box);
    }

    /** At a given width the legend only grows: one that shrinks and grows with the indicator would resize the map. */
    _reserveHeight() {
      const { width, height } = this.box.getBoundingClientRect();
      if (width !== this.width) {
        this.width = width;
        this.height = 0;
        this.box.style.minHeight = "";
      } else if (height > (this.height || 0)) {
        this.height = height;
        this.box.style.minHeight = `${height}px`;
      }
    }

    /** Rebuild for a new message. Counts are filled in by update(), which runs while the slider moves. */
    build(period) {
      const { header } = this.model;
      this.period = period;
      this.counters = [];
      const isCircle = header.symbol === "circle";
      const keys = [isCircle ? this._circles() : this.model.classes(period).grid ? this._grid() : this._classes()];
      keys.push(this._reasons());
      const body = element("div", "sm-legend-body");
      body.append(...keys.filter(Boolean));
      this.box.replaceChildren(this._title(), body);
    }

    _title() {
      const { legend, directionText, symbol, circleRange } = this.model.header;
      const line = element("div", "sm-legend-title");
      line.append(element("span", "sm-legend-name", legend));
      const direction = symbol === "circle" ? this.texts.get(circleRange ? "circleSigned" : "circleDirection") : directionText;
      if (direction) line.append(element("span", "sm-legend-direction", direction));
      return line;
    }

    _counter(category, entry) {
      const counter = element("span", "sm-count");
      counter.setAttribute("aria-hidden", "true"); // a bare "(74)"; spoken is "74 areas"
      const spoken = element("span", "sm-spoken");
      this.counters.push({ category, counter, spoken, entry });
      return [counter, spoken];
    }

    _entry(category, label, swatch) {
      const entry = element("li", "sm-key");
      entry.append(swatch, element("span", "sm-key-label", label), ...this._counter(category, entry));
      return entry;
    }

    _swatch(fill) {
      const swatch = element("span", fill.pattern ? `sm-swatch sm-fill-${fill.pattern}` : "sm-swatch");
      if (fill.colour) swatch.style.backgroundColor = fill.colour;
      return swatch;
    }

    _classes() {
      const { zeroCategory } = this.model;
      const classes = this.model.classes(this.period);
      const fills = this.model.fills(this.period);
      const list = element("ul", "sm-classes");
      if (classes.zero) list.append(this._entry(zeroCategory, classes.zero.label, this._swatch(fills[zeroCategory])));
      classes.labels.forEach((label, category) => list.append(this._entry(category, label, this._swatch(fills[category]))));
      return list;
    }

    /** Classes that are combinations: rows times columns, every cell with its colour and its number of areas. */
    _grid() {
      const { grid, labels } = this.model.classes(this.period);
      const fills = this.model.fills(this.period);
      const table = element("table", "sm-grid");
      table.append(element("caption", "sm-grid-title", grid.title));
      const head = document.createElement("tr");
      head.append(document.createElement("td"), ...grid.columns.map((name) => this._gridHead(name, "col")));
      table.append(head);
      grid.rows.forEach((name, row) => {
        const line = document.createElement("tr");
        line.append(this._gridHead(name, "row"));
        grid.columns.forEach((_, column) => {
          const category = row * grid.columns.length + column;
          const cell = element("td", "sm-grid-cell");
          cell.title = labels[category];
          cell.append(this._swatch(fills[category]), ...this._counter(category, cell));
          line.append(cell);
        });
        table.append(line);
      });
      return table;
    }

    _gridHead(name, scope) {
      const head = element("th", "sm-grid-head", name);
      head.scope = scope;
      return head;
    }

    /** One key per reason that occurs in any loaded period: a key that comes and goes would make the map jump. */
    _reasons() {
      const { model } = this;
      const occurring = new Set();
      model.periods.forEach((data, period) => {
        if (data.value) model.countCategories(period).forEach((count, category) => count && occurring.add(category));
      });
      const list = element("ul", "sm-reasons");
      for (let category = model.firstStatusCategory; category <= model.unexplainedCategory; category++) {
        if (!occurring.has(category)) continue;
        const code = model.statusCodes[category - model.firstStatusCategory];
        const label = code ? model.header.statuses[code].label : this.texts.get("noValue");
        const entry = this._entry(category, label, this._swatch(model.fills(this.period)[category]));
        entry.dataset.reason = code || "";
        list.append(entry);
      }
      return list.childElementCount ? list : null;
    }

    /** Nested circles for what is above zero and, where there are any, for what is below, on one scale. */
    _circles() {
      const { circleRange } = this.model.header;
      const maximum = this.model.circleMaximum;
      const [lowest, highest] = circleRange || [0, maximum];
      const box = element("div", "sm-circle-keys");
      if (highest > 0) box.append(this._nest(highest, 1));
      if (lowest < 0) box.append(this._nest(-lowest, -1));
      return box;
    }

    /** Three nested circles on one base line, with their values beside them. */
    _nest(largest, sign) {
      const { model } = this;
      const maximum = model.circleMaximum;
      const values = sm.symbols.legendValues(largest, model.scale);
      const radii = values.map((value) => sm.symbols.radiusOf(value * model.scale, maximum));
      const width = 2 * radii[0] + 4;
      const rowHeight = 15;
      const height = Math.max(width, rowHeight * values.length + 4);
      const svg = svgElement("svg", { class: "sm-nested", width: width + 96, height, role: "img" });
      const write = (value) => sm.format.formatNumber(sign * value, Number.isInteger(value) ? 0 : model.header.decimals);
      svg.setAttribute("aria-label", values.map(write).join(", "));
      const style = sign < 0 ? "sm-nested-circle sm-negative" : "sm-nested-circle";
      values.forEach((value, i) => {
        const top = height - 2 - 2 * radii[i];
        const row = 2 + rowHeight / 2 + i * rowHeight;
        const text = svgElement("text", { x: width + 18, y: row, class: "sm-nested-label" });
        text.textContent = write(value);
        svg.append(
          svgElement("circle", { cx: width / 2, cy: height - 2 - radii[i], r: radii[i], class: style }),
          svgElement("path", { d: `M${width / 2},${top}L${width + 2},${row}H${width + 14}`, class: "sm-nested-line" }),
          text,
        );
      });
      return svg;
    }

    /** Numbers of areas for one period. */
    update(period) {
      const hasOtherClasses = this.model.classes(period) !== this.model.classes(this.period);
      if (hasOtherClasses) this.build(period);
      const counts = this.model.countCategories(period);
      for (const { category, counter, spoken, entry } of this.counters) {
        const count = sm.format.formatNumber(counts[category], 0);
        counter.textContent = this.texts.get("legendCount", { count });
        spoken.textContent = this.texts.get(counts[category] === 1 ? "legendCountOne" : "legendCountSpoken", { count });
        if (entry.dataset.reason !== undefined) entry.classList.toggle("sm-absent", counts[category] === 0);
      }
    }
  }

  sm.Legend = Legend;
})();
