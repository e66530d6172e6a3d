/*
 * What the map currently knows: one indicator, the periods that have arrived, classes, reasons, selection.
 * No DOM in here. Every area gets a *category* per period: a class, "zero", a status or "no reason known".
 * Map, legend, tooltip and spoken labels all read the same category, so they cannot contradict each other.
 */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const CIRCLE_SCHEME = { breaks: [], colours: ["#eef1f4"], labels: [""], zero: null }; // what lies below the circles
  const BLOCK_KINDS = ["value", "numerator", "denominator"];

  class Model {
    constructor() {
      this.header = null;
      this.active = 0; // period of the slider
      this.userIsSliding = false; // from a move of the slider until Python has answered with that period
      this.reported = 0; // period that Python knows of
      this.selected = [];
      this.periods = []; // per period: {value, numerator, denominator, statusOf, categories}
    }

    /** Take a message in. Returns false for one that is not newer than what is already here. */
    apply({ header, blocks }) {
      if (this.header && header.seq <= this.header.seq) return false;
      const sameIndicator = Boolean(this.header) && this.header.key === header.key;
      if (!sameIndicator) this.periods = header.periods.map(() => ({}));
      for (const block of blocks) {
        if (BLOCK_KINDS.includes(block.kind)) this.periods[block.period][block.kind] = block.values;
      }
      this._applyStatus(header, blocks, sameIndicator);
      this._adoptActive(header, sameIndicator);
      this.header = header;
      this.selected = (header.selected || []).slice();
      this.scale = 10 ** header.decimals;
      this.statusCodes = Object.keys(header.statuses || {});
      this.periods.forEach((period) => (period.categories = null)); // classes may have changed
      this._describeFills();
      return true;
    }

    /** Reasons belong to the periods whose values came along; other periods keep theirs. */
    _applyStatus(header, blocks, sameIndicator) {
      const renewed = new Set(blocks.filter((block) => block.kind === "value").map((block) => block.period));
      for (const entry of header.status || []) renewed.add(entry.period);
      for (const index of renewed) this.periods[index].statusOf = new Map();
      for (const entry of header.status || []) {
        for (const area of entry.areas) this.periods[entry.period].statusOf.set(area, entry.code);
      }
      if (!sameIndicator) this.periods.forEach((period) => (period.statusOf = period.statusOf || new Map()));
    }

    /**
     * Whoever moved last decides about the period. "rest" only adds periods. An echo of the period already known
     * (a click on an area, say) must not pull back a slider that the reader has moved on in the meantime.
     */
    _adoptActive(header, sameIndicator) {
      if (!sameIndicator) {
        this.active = header.active;
      } else if (header.part !== "rest" && header.active !== this.header.active && !this.userIsSliding) {
        this.active = header.active;
      }
      if (!sameIndicator || header.active === this.active) {
        this.userIsSliding = false;
        this.reported = this.active;
      }
    }

    /**
     * Categories are numbered: 0…k-1 classes, then zero, then the statuses, last "missing without a reason".
     * Classes may hold for all periods or differ between them; k is the largest number, so that a category means
     * the same kind of thing in every period.
     */
    _describeFills() {
      const { header } = this;
      const isCircle = header.symbol === "circle";
      this.schemes = isCircle ? [CIRCLE_SCHEME] : header.classes;
      this.zeroCategory = Math.max(...this.schemes.map((scheme) => scheme.colours.length));
      this.firstStatusCategory = this.zeroCategory + 1;
      this.unexplainedCategory = this.firstStatusCategory + this.statusCodes.length;
      const reasons = [...this.statusCodes.map((code) => ({ pattern: this._patternOf(header.statuses[code]) })), { pattern: "hatch" }];
      this.fillsOfScheme = this.schemes.map((scheme) => {
        const colours = Array.from({ length: this.zeroCategory }, (_, index) => scheme.colours[index] || scheme.colours[0]);
        return [...[...colours, scheme.zero ? scheme.zero.colour : scheme.colours[0]].map((colour) => ({ colour })), ...reasons];
      });
    }

    _schemeIndex(period) {
      return Math.min(period, this.schemes.length - 1);
    }

    /** Class breaks, colours and labels of a period. */
    classes(period) {
      return this.schemes[this._schemeIndex(period)];
    }

    /** Fill of every category in a period. */
    fills(period) {
      return this.fillsOfScheme[this._schemeIndex(period)];
    }

    _patternOf(status) {
      return status.pattern && status.pattern !== "none" ? status.pattern : "hatch";
    }

    has(period) {
      return Boolean(this.periods[period] && this.periods[period].value);
    }

    get isComplete() {
      return this.periods.every((period) => period.value);
    }

    /** Category per area of one period. Computed once per message and period. */
    categories(period) {
      const data = this.periods[period];
      if (!data.categories) data.categories = this._computeCategories(data, this.classes(period));
      return data.categories;
    }

    /** Printed as zero, but none: such a value belongs to the lowest class, not to the zeros. */
    _isTiny(code) {
      return Boolean(code && this.header.statuses[code] && this.header.statuses[code].tiny);
    }

    _computeCategories(data, { breaks, zero }) {
      const categories = new Uint8Array(data.value.length);
      for (let i = 0; i < categories.length; i++) {
        const value = data.value[i];
        if (Number.isNaN(value)) {
          categories[i] = this.unexplainedCategory;
        } else if (zero && value === 0 && !this._isTiny(data.statusOf.get(i))) {
          categories[i] = this.zeroCategory;
        } else {
          let position = 0;
          while (position < breaks.length && value >= breaks[position]) position++;
          categories[i] = position;
        }
      }
      for (const [area, code] of data.statusOf) {
        const status = this.header.statuses[code];
        const isClassed = status && status.classed && !Number.isNaN(data.value[area]);
        const position = this.statusCodes.indexOf(code);
        if (!isClassed && position >= 0) categories[area] = this.firstStatusCategory + position;
      }
      return categories;
    }

    /** Everything that can be said about one area in one period; numbers are display integers, as they are printed. */
    read(area, period) {
      const data = this.periods[period];
      const number = (kind) => {
        const values = data[kind];
        return values && !Number.isNaN(values[area]) ? values[area] : null;
      };
      const code = data.statusOf.get(area) || null;
      const status = code ? this.header.statuses[code] : null;
      const mayShow = !status || status.hasValue;
      const reference = this.header.reference ? this.header.reference.values[period] : null;
      return {
        value: mayShow ? number("value") : null,
        numerator: mayShow ? number("numerator") : null,
        denominator: mayShow ? number("denominator") : null,
        reference: reference === null || reference === undefined ? null : reference,
        hasTinyReference: Boolean(this.header.reference && (this.header.reference.tiny || []).includes(period)),
        code,
        status,
        category: this.categories(period)[area],
      };
    }

    /** How many areas fall into each category. */
    countCategories(period) {
      const counts = new Array(this.unexplainedCategory + 1).fill(0);
      for (const category of this.categories(period)) counts[category]++;
      return counts;
    }

    /** Name of a category for tests and the legend: class number, "zero", a status code or "missing". */
    nameCategory(category) {
      if (category < this.zeroCategory) return category;
      if (category === this.zeroCategory) return "zero";
      return this.statusCodes[category - this.firstStatusCategory] || "missing";
    }

    /** Largest absolute value over the loaded periods: one scale for all of them, so circles compare. */
    get circleMaximum() {
      if (this.header.circleMax) return this.header.circleMax;
      let maximum = 1;
      for (const { value } of this.periods) {
        if (!value) continue;
        for (const v of value) if (Math.abs(v) > maximum) maximum = Math.abs(v);
      }
      return maximum;
    }
  }

  sm.Model = Model;
})();
