/* The frame around the map: takes over the component's page, holds slider, map and legend, shows notices. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  /**
   * streamlit-folium gives #map_div the whole frame's height. It is moved into a column of our own; the page's other
   * elements are hidden. The few rules the layout depends on are set here and not in map.css, because the component
   * loads style sheets without waiting for them and Leaflet would measure an unfinished page.
   */
  function createFrame(mapContainer, title) {
    const frame = document.createElement("div");
    frame.className = "sm-frame";
    Object.assign(frame.style, { position: "fixed", inset: "0", display: "flex", flexDirection: "column", overflow: "hidden" });
    for (const child of document.body.children) child.style.display = "none";
    document.documentElement.lang = "de";
    if (title && window.frameElement) window.frameElement.title = title; // Streamlit names it after the component
    document.documentElement.style.overflow = "hidden";
    const stage = document.createElement("div");
    stage.className = "sm-stage";
    Object.assign(stage.style, { position: "relative", flex: "1 1 0", minHeight: "0" });
    Object.assign(mapContainer.style, { position: "absolute", inset: "0", width: "auto", height: "auto" });
    stage.append(mapContainer);
    document.body.append(frame);
    return { frame, stage };
  }

  /** A message over the map: loading, error with a way to try again. */
  class Notice {
    constructor(stage) {
      this.box = document.createElement("div");
      this.box.className = "sm-notice";
      this.box.setAttribute("role", "status");
      this.box.hidden = true;
      stage.append(this.box);
    }

    show(text, action) {
      this.box.replaceChildren();
      this.box.append(Object.assign(document.createElement("p"), { textContent: text }));
      if (action) {
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: action.label });
        button.addEventListener("click", action.run);
        this.box.append(button);
      }
      this.box.hidden = false;
    }

    hide() {
      this.box.hidden = true;
    }
  }

  /** Zoom in, zoom out, whole map: three real buttons with German names. */
  const ViewControl = L.Control.extend({
    options: { position: "topleft" },

    initialize: function (texts, reset) {
      this.texts = texts;
      this.reset = reset;
    },

    onAdd: function (map) {
      const box = document.createElement("div");
      box.className = "sm-view leaflet-bar";
      const add = (sign, key, run) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.title = this.texts.get(key);
        button.setAttribute("aria-label", this.texts.get(key));
        button.addEventListener("click", run);
        box.append(button);
      };
      add("+", "zoomIn", () => map.zoomIn());
      add("−", "zoomOut", () => map.zoomOut());
      add("⌂", "resetView", this.reset);
      L.DomEvent.disableClickPropagation(box);
      return box;
    },
  });

  /** Leaflet's own attribution control writes HTML; ours writes text. */
  const Attribution = L.Control.extend({
    options: { position: "bottomright" },

    initialize: function (text) {
      this.text = text;
    },

    onAdd: function () {
      return Object.assign(document.createElement("div"), { className: "sm-attribution", textContent: this.text });
    },
  });

  sm.createFrame = createFrame;
  sm.Notice = Notice;
  sm.ViewControl = ViewControl;
  sm.Attribution = Attribution;
})();
