/* Proportional circles for counts: the area of a circle, not its radius, follows the value. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const LARGEST_RADIUS = 26;
  const COLOUR = "#1f5f80";
  const NEGATIVE = "#8c5a1e"; // outline of an empty circle: below zero is told by form and by hue

  /** Nothing to draw for missing and zero; a half pixel at least, so that a small count is not mistaken for none. */
  function radiusOf(value, maximum) {
    if (value === null || value === 0) return 0;
    return Math.max(1.5, LARGEST_RADIUS * Math.sqrt(Math.min(1, Math.abs(value) / maximum)));
  }

  /** [{index, radius, isNegative}], largest first so that small circles stay visible on top of large ones. */
  function computeCircles(model, period) {
    const values = model.periods[period].value;
    const categories = model.categories(period);
    const maximum = model.circleMaximum;
    const circles = [];
    for (let index = 0; index < values.length; index++) {
      const hasNoSymbol = Number.isNaN(values[index]) || categories[index] > model.zeroCategory;
      const radius = hasNoSymbol ? 0 : radiusOf(values[index], maximum);
      if (radius) circles.push({ index, radius, isNegative: values[index] < 0 });
    }
    return circles.sort((a, b) => b.radius - a.radius);
  }

  /** Three round values (1, 2 or 5 times a power of ten) for the legend, largest first. */
  function legendValues(maximum, scale) {
    const roundDown = (value) => {
      const power = 10 ** Math.floor(Math.log10(value));
      const factor = [5, 2, 1].find((f) => f * power <= value) || 1;
      return factor * power;
    };
    const largest = roundDown(maximum / scale);
    const steps = [largest, roundDown(largest / 4), roundDown(largest / 20)];
    return steps.filter((value, i) => value * scale >= 1 && steps.indexOf(value) === i);
  }

  sm.symbols = { COLOUR, NEGATIVE, LARGEST_RADIUS, radiusOf, computeCircles, legendValues };
})();
