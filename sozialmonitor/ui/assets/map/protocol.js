/* The wire format: a JSON header and one binary block, both base64, so that nothing in them is ever code. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const ARRAY_TYPES = { i2: Int16Array, i4: Int32Array, f8: Float64Array };
  const MISSING = { i2: -32768, i4: -2147483648 }; // an f8 block has NaN

  function bytesFromBase64(text) {
    const characters = atob(text || "");
    const bytes = new Uint8Array(characters.length);
    for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i);
    return bytes;
  }

  /**
   * Read one block as a typed array. The bytes are little-endian, as is every browser in use. Offsets that do not
   * fit the type's alignment are copied instead of viewed. The result is always a Float64Array, which holds every
   * whole number up to 2^53, with NaN for "missing", so that nobody downstream has to know how a block travelled.
   */
  function readBlock(bytes, block, count) {
    const ArrayType = ARRAY_TYPES[block.type];
    if (!ArrayType) throw new Error(`sozialmonitor: unknown block type ${block.type}`);
    const length = count * ArrayType.BYTES_PER_ELEMENT;
    if (block.offset + length > bytes.length) throw new Error("sozialmonitor: block reaches beyond the message");
    const raw = new ArrayType(bytes.slice(block.offset, block.offset + length).buffer);
    if (block.type === "f8") return raw;
    const values = Float64Array.from(raw);
    const missing = MISSING[block.type];
    for (let i = 0; i < count; i++) if (raw[i] === missing) values[i] = NaN;
    return values;
  }

  function decodeJson(base64) {
    return JSON.parse(new TextDecoder().decode(bytesFromBase64(base64)));
  }

  /** → {header, blocks: [{kind, period, values}]} */
  function decode(headerBase64, binaryBase64) {
    const header = decodeJson(headerBase64);
    const bytes = bytesFromBase64(binaryBase64);
    const blocks = (header.blocks || []).map((block) => ({
      kind: block.kind,
      period: block.period,
      values: readBlock(bytes, block, header.areaCount),
    }));
    return { header, blocks };
  }

  sm.protocol = { decode, decodeJson };
})();
