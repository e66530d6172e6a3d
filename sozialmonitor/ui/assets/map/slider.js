/* The period slider above the map. It only reports; what is painted and what is sent is decided in map.js. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  function stepButton(sign, label, onClick) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sm-step";
    button.textContent = sign;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", onClick);
    return button;
  }

  class Slider {
    /** handlers: {input(index), approach()}; approach fires when the reader is about to use the slider. */
    constructor(frame, texts, handlers) {
      this.texts = texts;
      this.handlers = handlers;
      this.labels = [];
      this.bar = document.createElement("div");
      this.bar.className = "sm-slider";
      this.bar.hidden = true;
      this.bar.style.display = "none";
      this.range = document.createElement("input");
      this.range.type = "range";
      this.range.min = 0;
      this.range.step = 1;
      this.range.setAttribute("aria-label", texts.get("period"));
      this.ticks = document.createElement("div");
      this.ticks.className = "sm-ticks";
      this.ticks.setAttribute("aria-hidden", "true");
      const track = document.createElement("div");
      track.className = "sm-track";
      track.append(this.ticks, this.range);
      this.label = document.createElement("div");
      this.label.setAttribute("aria-hidden", "true"); // the slider's own value text says the same
      this.label.className = "sm-period";
      this.back = stepButton("‹", texts.get("previousPeriod"), () => this._step(-1));
      this.forward = stepButton("›", texts.get("nextPeriod"), () => this._step(1));
      this.bar.append(this.back, track, this.forward, this.label);
      frame.append(this.bar);
      this.range.addEventListener("input", () => handlers.input(Number(this.range.value)));
      this.bar.addEventListener("pointerenter", () => handlers.approach());
      this.bar.addEventListener("focusin", () => handlers.approach());
    }

    _step(direction) {
      const next = Number(this.range.value) + direction;
      if (next < 0 || next >= this.labels.length) return;
      this.handlers.input(next);
    }

    build(labels) {
      this.labels = labels;
      this.bar.hidden = labels.length < 2;
      this.bar.style.display = this.bar.hidden ? "none" : "";
      this.range.max = labels.length - 1;
      const ticks = labels.map((label, index) => {
        const tick = document.createElement("i");
        tick.style.left = `${(100 * index) / Math.max(1, labels.length - 1)}%`;
        return tick;
      });
      this.ticks.replaceChildren(...ticks);
      // As wide as the longest label, so that the bar does not wobble while sliding.
      const longest = labels.reduce((length, label) => Math.max(length, label.length), 0);
      this.label.style.minWidth = `${longest * 0.56}em`;
    }

    show(index, isLoading) {
      const label = this.labels[index] || "";
      this.range.value = index;
      this.range.setAttribute("aria-valuetext", isLoading ? this.texts.get("periodLoading", { period: label }) : label);
      this.label.textContent = label;
      this.label.title = isLoading ? this.texts.get("periodLoading", { period: label }) : "";
      this.label.classList.toggle("sm-loading", isLoading);
      this.back.disabled = index <= 0;
      this.forward.disabled = index >= this.labels.length - 1;
    }
  }

  sm.Slider = Slider;
})();
