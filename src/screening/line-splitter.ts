/** Hears of the lines of a file. The bytes are the splitter's own: whoever wants to keep them copies them. */
export interface LineListener {
  /** A line without its line feed. `number` counts from 1. */
  line(bytes: Buffer, start: number, end: number, number: number): void;
  /** A line beyond the limit, of which only the beginning was held. */
  tooLong(beginning: Buffer, number: number): void;
}

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** The last line need not end with a line feed. Returns how many lines there were. */
  end(): number;
}

export const lineFeed = 10;

/** Splits chunks of bytes at line feeds; a line that lies within one chunk is not copied, and none is held beyond `limit` bytes. */
export function splitLines({ line, tooLong }: LineListener, limit: number): LineSplitter {
  let held = Buffer.alloc(0);
  let length = 0;
  let overlong = false;
  let number = 1;

  function hold(chunk: Buffer, from: number, to: number): void {
    if (overlong || from === to) return;
    const kept = Math.min(to, from + limit - length);
    overlong = kept < to;
    if (length + kept - from > held.length) {
      const grown = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(65_536, (length + kept - from) * 2)));
      held.copy(grown, 0, 0, length);
      held = grown;
    }
    chunk.copy(held, length, from, kept);
    length += kept - from;
  }

  function release(): void {
    if (overlong) {
      tooLong(held.subarray(0, Math.min(length, 1024)), number);
      held = Buffer.alloc(0);
    } else line(held, 0, length, number);
    number += 1;
    length = 0;
    overlong = false;
  }

  return {
    push(chunk) {
      let start = 0;
      if (length > 0) {
        const end = chunk.indexOf(lineFeed);
        hold(chunk, 0, end < 0 ? chunk.length : end);
        if (end < 0) return;
        release();
        start = end + 1;
      }
      for (let end = chunk.indexOf(lineFeed, start); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        line(chunk, start, end, number);
        number += 1;
        start = end + 1;
      }
      hold(chunk, start, chunk.length);
    },
    end() {
      if (length > 0) release();
      return number - 1;
    },
  };
}
