/* Everything together: one App per frame. Messages and the reader's actions come in, pictures and events go out. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const REST = 250; // ms the slider must rest before Python hears of it
  const NEAR = 150; // ms the reader must be on the map until what the first message left out is asked for
  const LABELS_LATER = 150; // ms; spoken labels follow the picture, they must not delay it
  const ACCENT = "#1f5f80";

  class App {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.texts = new sm.Texts(sm.texts);
      this.model = new sm.Model();
      this.wording = new sm.Wording(this.texts, this.model);
      this.outbox = new sm.Outbox();
      this.shown = -1; // period in the picture; differs from model.active while values are on their way
      this.hover = -1;
      this.ring = -1;
      this._buildFrame();
      this.view = new sm.View(map, config.bounds, (isFine) => this._useDetail(isFine));
      if (config.linked) this.link = new sm.Link(map, this.view, config.geometry.coarse);
      this._load();
    }

    _buildFrame() {
      const { texts, map } = this;
      const { frame, stage } = sm.createFrame(map.getContainer(), texts.has("frameTitle") && texts.get("frameTitle"));
      this.frame = frame;
      this._watchReader();
      this.slider = new sm.Slider(frame, texts, { input: (index) => this._slide(index), approach: () => this._askForRest() });
      frame.append(stage);
      this.legend = new sm.Legend(frame, texts, this.model);
      this.notice = new sm.Notice(stage);
      this.tooltip = new sm.Tooltip(frame, this.wording);
      new sm.ViewControl(texts, () => this.view.reset()).addTo(map);
      if (this.config.attribution) new sm.Attribution(this.config.attribution).addTo(map);
      map.on("movestart zoomstart", () => this.tooltip.hide());
      const LayerType = this.config.renderer === "canvas" ? sm.CanvasLayer : sm.SvgLayer;
      this.layer = new LayerType({
        hover: (index, event) => this._hover(index, event),
        pick: (index, event) => this._pick(index, event),
        focus: (index, isVisible) => this._focus(index, isVisible),
        key: (event) => this._key(event),
      });
    }

    /** Whoever only steps through indicators beside the map needs neither other periods nor counts. */
    _watchReader() {
      const { frame } = this;
      frame.addEventListener("pointermove", () => this._scheduleRest());
      frame.addEventListener("focusin", () => this._scheduleRest());
      frame.addEventListener("pointerleave", () => this._cancelRest());
      frame.addEventListener("focusout", (event) => { if (!frame.contains(event.relatedTarget)) this._cancelRest(); });
    }

    // --- geometry ---------------------------------------------------------------------------------------------

    async _load() {
      this.notice.show(this.texts.get("loading"));
      try {
        this.geometry = await sm.loadGeometry(this.config.geometry.coarse, this.config.qualifiers);
      } catch (error) {
        const retry = { label: this.texts.get("retry"), run: () => this._load() };
        this.notice.show(this.texts.get("geometryError"), retry);
        return;
      }
      this.notice.hide();
      this.layer.addTo(this.map);
      this.layer.setGeometry(this.geometry);
      this.paint();
    }

    /** The finer boundaries are fetched when they first become visible and take over without a word. */
    async _useDetail(isFine) {
      const url = this.config.geometry.fine;
      if (!url || !this.geometry) return;
      if (isFine && !this.fineGeometry) {
        this.fineRequest = this.fineRequest || sm.loadGeometry(url, this.config.qualifiers);
        try {
          this.fineGeometry = await this.fineRequest;
        } catch (error) {
          this.fineRequest = null; // the coarse ones stay; the next zoom tries again
          return;
        }
      }
      if (isFine !== this.view.isFine) return; // the reader has zoomed on while it was loading
      const geometry = isFine && this.fineGeometry.count === this.geometry.count ? this.fineGeometry : this.geometry;
      this.layer.setGeometry(geometry);
    }

    // --- messages ---------------------------------------------------------------------------------------------

    receive(headerBase64, binaryBase64) {
      const previousKey = this.model.header && this.model.header.key;
      if (!this.model.apply(sm.protocol.decode(headerBase64, binaryBase64))) return;
      const { header } = this.model;
      if (header.key !== previousKey) {
        this.shown = -1;
        this.hasAskedForRest = false;
        clearTimeout(this.restTimer);
        this._cancelRest();
      }
      // The rest may have been overtaken by another message on its way: then it is asked for once more.
      if (header.part !== "rest" && !this.model.isComplete) this.hasAskedForRest = false;
      this.outbox.answered();
      // What the reader has clicked since must not flicker back until Python has heard of it.
      if (this.geometry) this.outbox.unansweredAreas.forEach((code) => this._toggle(this.geometry.indexOf.get(code)));
      this.slider.build(header.periodLabels);
      this.legend.build(this.model.active);
      this.paint();
    }

    // --- picture ----------------------------------------------------------------------------------------------

    /** Draw on the next frame, however many events ask for it until then. */
    schedulePaint() {
      if (this.isScheduled) return;
      this.isScheduled = true;
      requestAnimationFrame(() => {
        this.isScheduled = false;
        this.paint();
      });
    }

    paint() {
      const { model, layer } = this;
      if (!model.header) return;
      const isHere = model.has(model.active);
      this.slider.show(model.active, !isHere);
      if (isHere) this.legend.update(model.active);
      if (!this.geometry) return;
      if (model.header.areaCount !== this.geometry.count) {
        console.error(`sozialmonitor: ${model.header.areaCount} values for ${this.geometry.count} areas`);
        this.notice.show(this.texts.get("mismatch"));
        return;
      }
      this.notice.hide();
      if (isHere) {
        const start = performance.now();
        this.shown = model.active;
        layer.paint(this._picture(this.shown));
        this._reportPainted(start);
        this._scheduleLabels();
      }
      this._mark();
      this._refreshTooltip();
    }

    _picture(period) {
      const { model } = this;
      const circles = model.header.symbol === "circle" ? sm.symbols.computeCircles(model, period) : null;
      return { categories: model.categories(period), fills: model.fills(period), circles };
    }

    _mark() {
      const { model, geometry, layer } = this;
      const colours = model.header.selectedColours || [];
      const selected = model.selected.map((index, order) => ({ index, colour: colours[order] || ACCENT }));
      const { focus } = model.header;
      const current = focus === null || focus === undefined || model.selected.includes(focus) ? -1 : focus;
      layer.setMarks({ selected, current, ring: this.ring, hover: this.hover });
      const { count } = geometry;
      const areas = this.texts.get(count === 1 ? "legendCountOne" : "legendCountSpoken", { count });
      const shown = { title: model.header.title, period: model.header.periodLabels[model.active], areas };
      layer.setTitle(this.texts.get("mapLabel", shown));
      // Several maps on a page need names that tell them apart.
      if (this.link && window.frameElement) window.frameElement.title = this.texts.get("linkedFrameTitle", shown);
      if (!this.hasTabStop && Number.isInteger(focus)) layer.setTabStop(focus);
    }

    /** Tell tests and benchmarks when the picture stands: in the task after the frame that shows it. */
    _reportPainted(start) {
      const { header } = this.model;
      const painted = { seq: header.seq, key: header.key, period: header.periods[this.shown], work: performance.now() - start };
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          channel.port1.close();
          sm.painted = { ...painted, time: performance.now() };
          window.dispatchEvent(new CustomEvent("sozialmonitor:painted", { detail: sm.painted }));
          if (this.frame.contains(document.activeElement)) this._scheduleRest();
        };
        channel.port2.postMessage(null);
      });
    }

    _scheduleRest() {
      if (this.nearTimer || this.hasAskedForRest || this.model.isComplete) return;
      this.nearTimer = setTimeout(() => this._askForRest(), NEAR);
    }

    _cancelRest() {
      clearTimeout(this.nearTimer);
      this.nearTimer = null;
    }

    _scheduleLabels() {
      if (!this.layer.hasLabels) return;
      clearTimeout(this.labelTimer);
      this.labelTimer = setTimeout(() => {
        for (let index = 0; index < this.geometry.count; index++) this.layer.setLabel(index, this._spoken(index));
      }, LABELS_LATER);
    }

    _spoken(index) {
      const reading = this.model.read(index, this.shown);
      return this.wording.spoken(this.geometry.names[index], reading, this.model.selected.includes(index));
    }

    // --- the reader -------------------------------------------------------------------------------------------

    _slide(index) {
      const { model } = this;
      if (!model.header || index === model.active) return;
      model.active = index;
      model.userIsSliding = true;
      this.schedulePaint();
      clearTimeout(this.restTimer);
      this.restTimer = setTimeout(() => this._send({}), REST);
    }

    /** Send an event, together with a period that has not been reported yet: one rerun instead of two. */
    _send(event) {
      const { model } = this;
      clearTimeout(this.restTimer);
      const period = model.userIsSliding && model.active !== model.reported ? model.header.periods[model.active] : null;
      model.reported = model.active;
      if (event.area || event.want || period) this.outbox.send({ ...event, period });
    }

    _askForRest() {
      const { model } = this;
      this._cancelRest();
      if (!model.header || this.hasAskedForRest || model.isComplete) return;
      this.hasAskedForRest = true;
      this.outbox.send({ want: model.header.key });
    }

    _pick(index, event) {
      if (this.map.dragging.moved() || this.map.boxZoom.moved()) return; // the end of a drag, not a click
      if (index < 0 || this.shown < 0) {
        this._hideHover();
        return;
      }
      if (event && event.pointerType === "touch") this._showTooltip(index, this._pointOf(event));
      this._select(index);
    }

    _select(index) {
      this._toggle(index);
      this.layer.setTabStop(index);
      this.hasTabStop = true;
      this._mark();
      this.layer.setLabel(index, this._spoken(index));
      this.layer.announce(this._spoken(index));
      this._send({ area: this.geometry.codes[index] });
    }

    _toggle(index) {
      const { selected } = this.model;
      const position = selected.indexOf(index);
      if (position >= 0) selected.splice(position, 1);
      else if (index !== undefined) selected.push(index);
    }

    _hover(index, event) {
      if (event.pointerType === "touch") return; // shown at the tap; a finger that moves is moving the map
      if (this.map.dragging.enabled() && this.map.dragging._draggable._moving) return;
      if (index < 0 || this.shown < 0) {
        this._hideHover();
        return;
      }
      if (index !== this.hover || this.tooltip.box.hidden) {
        this.hover = index;
        this.layer.setMarks({ hover: index });
        this._showTooltip(index, this._pointOf(event));
      } else {
        this.tooltip.moveTo(this._pointOf(event));
      }
    }

    _hideHover() {
      if (this.hover >= 0) this.layer.setMarks({ hover: -1 });
      this.hover = -1;
      if (this.ring >= 0) this._showAtAnchor(this.ring);
      else this.tooltip.hide();
    }

    _focus(index, isVisible) {
      this.hasTabStop = this.hasTabStop || index >= 0;
      this.ring = isVisible ? index : -1;
      this.layer.setMarks({ ring: this.ring });
      if (this.ring >= 0 && this.shown >= 0) {
        this.view.reveal(this.geometry.anchors[index]);
        this._showAtAnchor(index);
        this.layer.announce(this._spoken(index));
      } else if (this.hover < 0) {
        this.tooltip.hide();
      }
    }

    _key(event) {
      if (!this.geometry || this.shown < 0) return;
      const current = this.layer.tabStop || 0;
      const meaning = sm.keyboard.interpret(event, this.geometry, current);
      if (!meaning) return;
      event.preventDefault();
      if (meaning.go >= 0) this.layer.focusArea(meaning.go);
      if (meaning.pick && !event.repeat) this._select(current);
      if (meaning.zoom) this.map.setZoom(this.map.getZoom() + meaning.zoom);
      if (meaning.reset) this.view.reset();
      if (meaning.dismiss) this.tooltip.hide();
    }

    // --- tooltip ----------------------------------------------------------------------------------------------

    _pointOf(event) {
      const box = this.frame.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    }

    _showAtAnchor(index) {
      this._showTooltip(index, this.view.toFrame(this.geometry.anchors[index], this.frame));
    }

    _showTooltip(index, point) {
      this.tooltipAt = { index, point };
      const label = this.model.header.periodLabels[this.shown];
      this.tooltip.show(this.geometry.names[index], this.model.read(index, this.shown), label, point);
    }

    /** The slider may move by keyboard while the pointer rests on an area. */
    _refreshTooltip() {
      if (this.tooltip.box.hidden || this.shown < 0) return;
      this._showTooltip(this.tooltipAt.index, this.tooltipAt.point);
    }

    // --- for tests and benchmarks -----------------------------------------------------------------------------

    inspect(code) {
      const index = this.geometry ? this.geometry.indexOf.get(String(code)) : undefined;
      if (index === undefined || this.shown < 0) return null;
      const reading = this.model.read(index, this.shown);
      return {
        index,
        class: this.model.nameCategory(reading.category),
        colour: this.layer.paintedFill(index),
        value: reading.value === null ? null : reading.value / this.model.scale,
        label: this._spoken(index),
        selected: this.model.selected.includes(index),
      };
    }

    /** Milliseconds for painting one period, with style and layout (or rasterisation) forced to finish. */
    measureRepaint(period) {
      this.layer.flush();
      const start = performance.now();
      this.model.periods[period].categories = null;
      this.model.active = period;
      this.paint();
      this.layer.flush();
      return performance.now() - start;
    }

    remove() {
      if (this.link) this.link.close();
      this.frame.remove();
    }
  }

  sm.App = App;
})();
