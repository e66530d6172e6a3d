/* The figure under the pointer or the keyboard. Text only: names come from files and are never HTML. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const DISTANCE = 14; // from the pointer, so that it does not cover what it names

  class Tooltip {
    constructor(frame, wording) {
      this.frame = frame;
      this.wording = wording;
      this.box = document.createElement("div");
      this.box.className = "sm-tooltip";
      this.box.setAttribute("aria-hidden", "true"); // the area's own label says the same to a screen reader
      this.box.hidden = true;
      frame.append(this.box);
    }

    show(name, reading, periodLabel, point) {
      const line = (className, text) => {
        if (!text) return null;
        const element = document.createElement("div");
        element.className = className;
        element.textContent = text;
        return element;
      };
      const { wording } = this;
      const comparison = [wording.reference(reading), wording.comparison(reading)].filter(Boolean).join(" · ");
      const lines = [
        line("sm-tooltip-name", name),
        line(reading.value === null ? "sm-tooltip-reason" : "sm-tooltip-value", wording.valueOrReason(reading)),
        line("sm-tooltip-line", wording.fraction(reading)),
        line("sm-tooltip-line", comparison),
        reading.value !== null && reading.status ? line("sm-tooltip-note", wording.status(reading.status)) : null,
        line("sm-tooltip-period", periodLabel),
      ];
      this.box.replaceChildren(...lines.filter(Boolean));
      this.box.hidden = false;
      this.size = { width: this.box.offsetWidth, height: this.box.offsetHeight };
      this.moveTo(point);
    }

    /** Right below the point; to the other side where the frame ends, never outside of it. */
    moveTo([x, y]) {
      const { width, height } = this.size;
      const limit = { x: this.frame.clientWidth - width - 4, y: this.frame.clientHeight - height - 4 };
      const left = x + DISTANCE <= limit.x ? x + DISTANCE : x - DISTANCE - width;
      const top = y + DISTANCE <= limit.y ? y + DISTANCE : y - DISTANCE - height;
      const clamp = (value, highest) => Math.max(4, Math.min(highest, value));
      this.box.style.transform = `translate(${clamp(left, limit.x)}px, ${clamp(top, limit.y)}px)`;
    }

    hide() {
      this.box.hidden = true;
    }
  }

  sm.Tooltip = Tooltip;
})();
