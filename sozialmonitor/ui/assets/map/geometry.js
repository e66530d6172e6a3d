/* Boundaries: fetched once, decoded once, projected once. Drawing only scales and shifts what is computed here. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const GRID_SIZE = 64; // cells per side of the hit-test grid

  /** Longitude/latitude → Web Mercator in units of the world's width, flattened [x0, y0, x1, y1, …]. */
  function projectLine(line) {
    const flat = new Float64Array(line.length * 2);
    for (let i = 0; i < line.length; i++) {
      const sine = Math.sin((line[i][1] * Math.PI) / 180);
      flat[2 * i] = line[i][0] / 360 + 0.5;
      flat[2 * i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
    return flat;
  }

  function ringsOf(geometry) {
    if (!geometry) return [];
    if (geometry.type === "Polygon") return geometry.coordinates;
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
    return [];
  }

  function boundsOf(rings) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        if (ring[i] < box[0]) box[0] = ring[i];
        if (ring[i + 1] < box[1]) box[1] = ring[i + 1];
        if (ring[i] > box[2]) box[2] = ring[i];
        if (ring[i + 1] > box[3]) box[3] = ring[i + 1];
      }
    }
    return box;
  }

  /** Twice the signed area and the centroid of one ring. */
  function measureRing(ring) {
    let area = 0;
    let x = 0;
    let y = 0;
    const [x0, y0] = ring; // relative to the first point: at 1e-6 of the world's width cancellation would bite
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const ax = ring[j] - x0, ay = ring[j + 1] - y0, bx = ring[i] - x0, by = ring[i + 1] - y0;
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    return area ? { area, x: x0 + x / (3 * area), y: y0 + y / (3 * area) } : { area: 0, x: x0, y: y0 };
  }

  function isInside(rings, x, y) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const crosses = ring[i + 1] > y !== ring[j + 1] > y;
        if (crosses && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
      }
    }
    return inside;
  }

  /** A point that represents the area: centroid of its largest ring, or the middle of its widest stretch at that height. */
  function anchorOf(rings) {
    let best = { area: 0, x: 0, y: 0 };
    for (const ring of rings) {
      const measured = measureRing(ring);
      if (Math.abs(measured.area) >= Math.abs(best.area)) best = measured;
    }
    if (isInside(rings, best.x, best.y)) return [best.x, best.y];
    const crossings = [];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i + 1] > best.y !== ring[j + 1] > best.y) {
          crossings.push(((ring[j] - ring[i]) * (best.y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]);
        }
      }
    }
    crossings.sort((a, b) => a - b);
    let width = 0;
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      if (crossings[i + 1] - crossings[i] > width) {
        width = crossings[i + 1] - crossings[i];
        best.x = (crossings[i] + crossings[i + 1]) / 2;
      }
    }
    return [best.x, best.y];
  }

  class Geometry {
    /** Namesakes are told apart by a qualifier; a file of boundaries holds the plain name. */
    constructor(topology, qualifiers = {}) {
      const object = topology.objects.areas;
      this.codes = object.geometries.map((area) => String(area.properties.code));
      this.names = object.geometries.map(({ properties: { code, name } }) =>
        Object.hasOwn(qualifiers, code) ? `${name} (${qualifiers[code]})` : String(name)
      );
      this.count = this.codes.length;
      this.indexOf = new Map(this.codes.map((code, index) => [code, index]));
      this.rings = topojson.feature(topology, object).features.map((f) => ringsOf(f.geometry).map(projectLine));
      // A shared border is one arc of the topology: drawn once for both neighbours, whatever their classes are.
      this.borders = topojson.mesh(topology, object, (a, b) => a !== b).coordinates.map(projectLine);
      this.outline = topojson.mesh(topology, object, (a, b) => a === b).coordinates.map(projectLine);
      this.boxes = this.rings.map(boundsOf);
      this.anchors = this.rings.map((rings) => (rings.length ? anchorOf(rings) : [0, 0]));
      this.box = this._totalBox();
    }

    _totalBox() {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const b of this.boxes) {
        if (b[0] < box[0]) box[0] = b[0];
        if (b[1] < box[1]) box[1] = b[1];
        if (b[2] > box[2]) box[2] = b[2];
        if (b[3] > box[3]) box[3] = b[3];
      }
      return box;
    }

    /** Index of the area at a projected point, -1 outside. */
    find(x, y) {
      const [left, top, right, bottom] = this.box;
      if (x < left || x > right || y < top || y > bottom) return -1;
      for (const index of this._cellAt(x, y)) {
        const b = this.boxes[index];
        if (x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3] && isInside(this.rings[index], x, y)) return index;
      }
      return -1;
    }

    _cellOf(x, y) {
      const [left, top, right, bottom] = this.box;
      const clamp = (n) => Math.max(0, Math.min(GRID_SIZE - 1, Math.floor(n)));
      return [clamp(((x - left) / (right - left)) * GRID_SIZE), clamp(((y - top) / (bottom - top)) * GRID_SIZE)];
    }

    _cellAt(x, y) {
      if (!this._grid) this._buildGrid(); // only the canvas layer asks; the SVG layer lets the browser find areas
      const [column, row] = this._cellOf(x, y);
      return this._grid[row * GRID_SIZE + column];
    }

    _buildGrid() {
      this._grid = Array.from({ length: GRID_SIZE * GRID_SIZE }, () => []);
      this.boxes.forEach((box, index) => {
        if (box[0] > box[2]) return; // an area without a shape
        const [left, top] = this._cellOf(box[0], box[1]);
        const [right, bottom] = this._cellOf(box[2], box[3]);
        for (let row = top; row <= bottom; row++) {
          for (let column = left; column <= right; column++) this._grid[row * GRID_SIZE + column].push(index);
        }
      });
    }
  }

  /**
   * Lines in pixels of one zoom level, relative to the geometry's corner, rounded to a quarter pixel, repeated points
   * dropped. Rounding is by point, so both neighbours of a border round it alike and no gap opens.
   */
  function scaleLine(flat, scale, left, top) {
    const out = new Float32Array(flat.length);
    let length = 0;
    let lastX = NaN;
    let lastY = NaN;
    for (let i = 0; i < flat.length; i += 2) {
      const x = Math.round((flat[i] - left) * scale * 4) / 4;
      const y = Math.round((flat[i + 1] - top) * scale * 4) / 4;
      if (x !== lastX || y !== lastY) {
        out[length++] = lastX = x;
        out[length++] = lastY = y;
      }
    }
    return out.subarray(0, length);
  }

  /** A geometry at one zoom level. Panning keeps it; only a new zoom level needs a new one. */
  class ScaledGeometry {
    constructor(geometry, zoom) {
      this.zoom = zoom;
      this.scale = 256 * 2 ** zoom;
      [this.left, this.top] = geometry.box;
      const scaleAll = (lines) => lines.map((line) => scaleLine(line, this.scale, this.left, this.top));
      this.rings = geometry.rings.map(scaleAll);
      this.borders = scaleAll(geometry.borders);
      this.outline = scaleAll(geometry.outline);
      this.anchors = geometry.anchors.map(([x, y]) => [(x - this.left) * this.scale, (y - this.top) * this.scale]);
    }

    /** Where the corner lies in Leaflet's layer pixels. */
    originIn(map) {
      const origin = map.getPixelOrigin();
      return [this.left * this.scale - origin.x, this.top * this.scale - origin.y];
    }
  }

  async function loadGeometry(url, qualifiers) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`sozialmonitor: ${url} answered ${response.status}`);
    return new Geometry(await response.json(), qualifiers);
  }

  sm.Geometry = Geometry;
  sm.ScaledGeometry = ScaledGeometry;
  sm.loadGeometry = loadGeometry;
})();
