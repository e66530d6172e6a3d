/* What part of the world is visible: fit, limits, resizing, and which level of detail the zoom deserves. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const FINE_BEYOND_FIT = 2; // zoom levels

  class View {
    /** detail(isFine) is called whenever the other level of detail becomes the right one. */
    constructor(map, bounds, detail) {
      this.map = map;
      this.bounds = L.latLngBounds(bounds);
      this.detail = detail;
      this.hasMoved = false; // by the reader; until then every resize fits the map anew
      this.isFine = false;
      this._configure();
      this.fit();
      new ResizeObserver(() => this.resize()).observe(map.getContainer());
      map.on("dragstart zoomstart", () => {
        if (!this.isFitting) this.hasMoved = true;
      });
      map.on("zoomend", () => this._afterZoom());
    }

    _configure() {
      const { map } = this;
      map.keyboard.disable(); // the arrow keys belong to the areas
      map.getContainer().removeAttribute("tabindex");
      if (map.zoomControl) map.zoomControl.remove();
      if (map.attributionControl) map.attributionControl.remove();
      Object.assign(map.options, { zoomSnap: 0.1, zoomDelta: 1, wheelPxPerZoomLevel: 100, maxBoundsViscosity: 0.8 });
      if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
        map.options.zoomAnimation = map._zoomAnimated = false;
        map.options.inertia = false;
      }
    }

    fit() {
      const { map } = this;
      const size = map.getSize();
      if (size.x < 40 || size.y < 40) return; // not laid out yet; the observer will call again
      this.isFitting = true;
      this.hasMoved = false;
      const padding = L.point(10, 10);
      map.setMinZoom(0);
      this.fitZoom = map.getBoundsZoom(this.bounds, false, padding.multiplyBy(2));
      map.setMaxBounds(null);
      map.fitBounds(this.bounds, { animate: false, padding });
      map.setMinZoom(this.fitZoom - 1);
      map.setMaxZoom(this.fitZoom + 7);
      map.setMaxBounds(this.bounds.pad(0.75));
      this.isFitting = false;
      this._afterZoom();
    }

    /** The reader asks for the whole map again. */
    reset() {
      this.fit();
      this.map.fire("sozialmonitor:whole");
    }

    resize() {
      this.isFitting = true;
      this.map.invalidateSize({ animate: false, pan: false });
      this.isFitting = false;
      if (!this.hasMoved || this.fitZoom === undefined) this.fit();
    }

    _afterZoom() {
      const beyond = this.map.getZoom() - this.fitZoom;
      // On a phone one finger scrolls the page past the map, as long as there is nothing to move inside it.
      if (window.matchMedia("(pointer: coarse)").matches) this.map.dragging[beyond > 0.2 ? "enable" : "disable"]();
      const isFine = beyond >= FINE_BEYOND_FIT;
      if (isFine !== this.isFine) {
        this.isFine = isFine;
        this.detail(isFine);
      }
    }

    /** Pixels inside the frame for a projected point. */
    toFrame([x, y], frame) {
      const { map } = this;
      const scale = 256 * 2 ** map.getZoom();
      const point = map.layerPointToContainerPoint(L.point(x * scale, y * scale).subtract(map.getPixelOrigin()));
      const box = map.getContainer().getBoundingClientRect();
      const outer = frame.getBoundingClientRect();
      return [point.x + box.left - outer.left, point.y + box.top - outer.top];
    }

    /** Bring an area reached by keyboard into sight. */
    reveal([x, y]) {
      const scale = 256 * 2 ** this.map.getZoom();
      const target = this.map.unproject(L.point(x * scale, y * scale));
      if (!this.map.getBounds().pad(-0.05).contains(target)) this.map.panTo(target, { animate: false });
    }
  }

  sm.View = View;
})();
