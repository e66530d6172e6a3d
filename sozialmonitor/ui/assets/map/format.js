/* Numbers and sentences as a German reader expects them. The words themselves come from CONFIG.texts. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  // One formatter per number of decimals: constructing Intl objects costs more than using them 1,000 times.
  const formatters = new Map();

  /** 8.4 with one decimal → "8,4". The minus is the typographic one, as in the tables beside the map. */
  function formatNumber(value, decimals) {
    if (!formatters.has(decimals)) {
      formatters.set(
        decimals,
        new Intl.NumberFormat("de-DE", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
      );
    }
    return formatters.get(decimals).format(value).replace("-", "−");
  }

  /**
   * A whole number without its decimal point, as Python sends it: 124 with one decimal → "12,4". The digits are set,
   * not computed: from 2^50 on a quotient would be off by one in the last of them.
   */
  function formatDisplayInteger(integer, decimals) {
    const digits = String(Math.abs(integer)).padStart(decimals + 1, "0");
    const end = digits.length - decimals;
    const whole = formatNumber(Number(digits.slice(0, end)), 0);
    return `${integer < 0 ? "−" : ""}${whole}${decimals ? `,${digits.slice(end)}` : ""}`;
  }

  /** Fill {placeholders}. One pass, so a value that itself contains braces is never expanded again. */
  function fillTemplate(template, values) {
    return String(template).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /** The texts of one configuration. An unknown key shows itself: a gap in the texts must be seen, not hidden. */
  class Texts {
    constructor(dictionary) {
      this.dictionary = dictionary || {};
    }

    get(key, values) {
      const template = this.dictionary[key];
      return template === undefined ? `[${key}]` : fillTemplate(template, values || {});
    }

    has(key) {
      return Boolean(this.dictionary[key]);
    }
  }

  sm.format = { formatNumber, formatDisplayInteger, fillTemplate };
  sm.Texts = Texts;
})();
