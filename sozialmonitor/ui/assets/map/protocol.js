/* The wire format: a JSON header and one binary block, both base64, so that nothing in them is ever code. */
(function () {
  "use strict";
  const sm = (window.sozialmonitor = window.sozialmonitor || {});

  const ARRAY_TYPES = { i2: Int16Array, i4: Int32Array };

  function bytesFromBase64(text) {
    const characters = atob(text || "");
    const bytes = new Uint8Array(characters.length);
    for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i);
    return bytes;
  }

  /**
   * Read one block as a typed array. The bytes are little-endian, as is every browser in use. Offsets that do not
   * fit the type's alignment are copied instead of viewed. The result is always Int32Array with one sentinel for
   * "missing", so that nobody downstream has to know how a block travelled.
   */
  function readBlock(bytes, block, count) {
    const ArrayType = ARRAY_TYPES[block.type];
    if (!ArrayType) throw new Error(`sozialmonitor: unknown block type ${block.type}`);
    const length = count * ArrayType.BYTES_PER_ELEMENT;
    if (block.offset + length > bytes.length) throw new Error("sozialmonitor: block reaches beyond the message");
    const raw = new ArrayType(bytes.slice(block.offset, block.offset + length).buffer);
    if (block.type === "i4") return raw;
    const values = Int32Array.from(raw);
    for (let i = 0; i < count; i++) if (raw[i] === -32768) values[i] = sm.MISSING;
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

  sm.MISSING = -2147483648;
  sm.protocol = { decode, decodeJson };
})();
