import { Transform } from 'node:stream';

const newline = 0x0a;
/** Where `"resourceType":"Parameters"` stands in a header of a patient's block, if anywhere. */
const headBytes = 256;
const header = /"resourceType"\s*:\s*"Parameters"/;

export interface LineCount extends Transform {
  /** Lines with something in them, when the stream has ended. */
  readonly lines: number;
  /** Those among them that open a patient's block, and that `count` leaves out. */
  readonly headers: number;
  readonly bytes: number;
}

/** Counts the lines of NDJSON that pass through, without holding any. */
export function lineCount(): LineCount {
  const counted = { lines: 0, headers: 0, bytes: 0 };
  let head = Buffer.alloc(0);
  let blank = true;
  const endLine = () => {
    if (!blank) {
      counted.lines += 1;
      if (header.test(head.toString('latin1'))) counted.headers += 1;
    }
    blank = true;
    head = Buffer.alloc(0);
  };
  const take = (part: Buffer) => {
    if (blank) blank = part.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
    if (head.length < headBytes) head = Buffer.concat([head, part.subarray(0, headBytes - head.length)]);
  };
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      counted.bytes += chunk.length;
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        take(chunk.subarray(start, end));
        endLine();
        start = end + 1;
      }
      take(chunk.subarray(start));
      done(null, chunk);
    },
    flush(done) {
      endLine();
      done();
    },
  });
  return Object.defineProperties(transform, {
    lines: { get: () => counted.lines },
    headers: { get: () => counted.headers },
    bytes: { get: () => counted.bytes },
  }) as LineCount;
}
