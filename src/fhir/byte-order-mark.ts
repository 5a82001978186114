const mark = Buffer.from('\uFEFF');

/** Length in bytes of the byte order mark at a place of UTF-8: 0 or 3. RFC 8259 §8.1: it may be ignored, and some systems send one. */
export const byteOrderMark = (bytes: Buffer, at = 0): number =>
  bytes.subarray(at, at + mark.length).equals(mark) ? mark.length : 0;
