/* Sentences about one area, from the model and the configured templates. Shared by tooltip, spoken label and tests. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  class Wording {
    constructor(texts, model) {
      this.texts = texts;
      this.model = model;
    }

    /** A display integer as it is printed; with the decimals of the values unless others are given. */
    number(integer, decimals) {
      return sm.format.formatDisplayInteger(integer, decimals === undefined ? this.model.header.decimals : decimals);
    }

    /** "8,4 %" or "1.234"; the name of the class where the number stands for one; "0" for less than half a unit. */
    value(integer, isTiny) {
      const { unit: ofMany, unitOfOne, symbol } = this.model.header;
      if (symbol === "category") return this.model.classes(this.model.active).labels[integer];
      if (isTiny) return "0";
      const written = this.number(integer);
      const unit = written === "1" || written === "\u22121" ? unitOfOne : ofMany;
      return unit ? this.texts.get("valueWithUnit", { value: written, unit }) : written;
    }

    /** The reason in words with the sign that the tables print for it. */
    status(status) {
      return status.sign ? this.texts.get("statusWithSign", { label: status.label, sign: status.sign }) : status.label;
    }

    /** What stands in place of a number. */
    valueOrReason(reading) {
      if (reading.value !== null) return this.value(reading.value, Boolean(reading.status && reading.status.tiny));
      return reading.status ? this.status(reading.status) : this.texts.get("noValue");
    }

    /**
     * "Arbeitslose: 544 von 6.476 (Erwerbspersonen)", "Menschen: 216 auf 2,49 Quadratkilometer", or null where the
     * audience may not see the counts.
     */
    fraction(reading) {
      const { numeratorLabel, denominatorLabel, numeratorDecimals, denominatorDecimals, isBase } = this.model.header;
      if (reading.numerator === null || !numeratorLabel) return null;
      const label = numeratorLabel.charAt(0).toUpperCase() + numeratorLabel.slice(1);
      const words = { numerator: this.number(reading.numerator, numeratorDecimals || 0), numeratorLabel: label };
      if (reading.denominator === null || !denominatorLabel) return this.texts.get("numeratorOnly", words);
      const denominator = this.number(reading.denominator, denominatorDecimals || 0);
      return this.texts.get(isBase ? "fractionBase" : "fraction", { ...words, denominator, denominatorLabel });
    }

    /** "Stadtwert 4,1 %" or null */
    reference(reading) {
      if (reading.reference === null) return null;
      const { label } = this.model.header.reference;
      return this.texts.get("reference", { label, value: this.value(reading.reference, reading.hasTinyReference) });
    }

    /**
     * How the area stands to the reference, computed from the figures as displayed: a reader who subtracts the two
     * printed numbers must get the printed difference.
     */
    comparison(reading) {
      const { isRate, unit } = this.model.header;
      const { value, reference } = reading;
      if (value === null || reference === null) return null;
      if (!isRate) return this._share(value, reference);
      const difference = value - reference;
      if (difference === 0) return this.texts.get("equal");
      if (unit === "%") {
        const points = this.number(Math.abs(difference));
        const [above, below] = points === "1" ? ["pointAbove", "pointBelow"] : ["pointsAbove", "pointsBelow"];
        return this.texts.get(difference > 0 ? above : below, { difference: points });
      }
      if (reference <= 0 || value < 0) return null; // a percentage of nothing or of a negative value says nothing
      const percent = sm.format.formatNumber((100 * Math.abs(difference)) / reference, 0);
      return this.texts.get(difference > 0 ? "relativeAbove" : "relativeBelow", { percent });
    }

    /** Counts: the area's part of the whole; "95 % below the city" would be true and silly. */
    _share(value, whole) {
      if (whole <= 0 || value < 0 || value > whole) return null;
      return this.texts.get("shareOfReference", { percent: sm.format.formatNumber((100 * value) / whole, 1) });
    }

    /** The spoken name of an area button: "Schönau-Nord: 8,4 %, Stadtwert 4,1 %, ausgewählt". */
    spoken(name, reading, isSelected) {
      const parts = [this.texts.get("spokenArea", { name, value: this.valueOrReason(reading) })];
      if (reading.value !== null && reading.status) parts.push(this.status(reading.status));
      const reference = reading.value !== null ? this.reference(reading) : null;
      if (reference) parts.push(reference);
      if (isSelected) parts.push(this.texts.get("spokenSelected"));
      return parts.join(", ");
    }
  }

  sm.Wording = Wording;
})();
