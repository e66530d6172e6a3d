/*
 * What the map tells Python. Streamlit keeps one value per component: a second setComponentValue before the first
 * was read replaces it, and the first click is lost. So one event is under way at a time; the next leaves when an
 * answer has come, or after a while without one (an event may change nothing that the map is told about).
 */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const PATIENCE = 500; // ms

  class Outbox {
    constructor() {
      this.queue = [];
      this.underWay = null;
      this.seq = 0;
    }

    send(event) {
      const waiting = this.queue[this.queue.length - 1];
      // Areas are toggles and must all arrive, in order. Of periods only the last one counts.
      if (waiting && waiting.area === null && !event.area) Object.assign(waiting, removeNulls(event));
      else this.queue.push({ area: null, period: null, want: null, ...event });
      this._next();
    }

    /** Python has answered. */
    answered() {
      if (!this.underWay) return;
      clearTimeout(this.timer);
      this.underWay = null;
      this._next();
    }

    /** Areas toggled by the reader that no answer has covered yet. */
    get unansweredAreas() {
      return [this.underWay, ...this.queue].map((event) => event && event.area).filter(Boolean);
    }

    _next() {
      if (this.underWay || !this.queue.length) return;
      this.underWay = this.queue.shift();
      this.seq = Math.max(this.seq + 1, Date.now()); // still rising after the frame was mounted anew
      window.Streamlit.setComponentValue({ ...this.underWay, seq: this.seq });
      this.timer = setTimeout(() => this.answered(), PATIENCE);
    }
  }

  function removeNulls(event) {
    return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null && value !== undefined));
  }

  sm.Outbox = Outbox;
})();
