/*
 * Maps beside each other show the same part of the world: where the reader moves one, the others follow.
 * Only the map the reader has touched last speaks; one that follows stays silent, so that nothing goes in circles.
 */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const CHANNEL = "sozialmonitor-view";
  const TOUCHES = ["pointerdown", "wheel", "keydown"];

  /** Other tabs of the same browser hear the channel too: the moment the page was opened tells them apart. */
  function identifyPage() {
    try {
      return window.parent.performance.timeOrigin;
    } catch (error) {
      return null; // a frame of strangers: then all maps of this browser are one page
    }
  }

  class Link {
    /** geography: address of the boundaries; only maps of the same areas follow each other. */
    constructor(map, view, geography) {
      this.map = map;
      this.view = view;
      this.sender = { page: identifyPage(), geography };
      this.isLeading = false;
      this.channel = new BroadcastChannel(CHANNEL);
      this.channel.onmessage = (event) => this._follow(event.data);
      this.lead = () => (this.isLeading = true);
      for (const touch of TOUCHES) window.addEventListener(touch, this.lead, { capture: true, passive: true });
      map.on("move moveend", () => this._schedule());
      map.on("sozialmonitor:whole", () => this._send({ isWhole: true }));
    }

    /** Once per frame, however many events the movement fires. */
    _schedule() {
      if (!this.isLeading || this.view.isFitting || this.isScheduled) return;
      this.isScheduled = true;
      requestAnimationFrame(() => {
        this.isScheduled = false;
        const { lat, lng } = this.map.getCenter();
        if (this.view.hasMoved) this._send({ centre: [lat, lng], zoom: this.map.getZoom() });
      });
    }

    _send(message) {
      if (this.isLeading) this.channel.postMessage({ ...this.sender, ...message });
    }

    _follow(message) {
      if (message.page !== this.sender.page || message.geography !== this.sender.geography) return;
      this.isLeading = false;
      if (message.isWhole) {
        this.view.fit();
        return;
      }
      this.view.hasMoved = true; // a resize must not fit the map anew
      this.map.setView(message.centre, message.zoom, { animate: false });
    }

    close() {
      this.channel.close();
      for (const touch of TOUCHES) window.removeEventListener(touch, this.lead, { capture: true });
    }
  }

  sm.Link = Link;
})();
