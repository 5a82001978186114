import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

/** A text file that appears under its name only when it is complete; readable for its owner alone, for it names patients. */
export interface OutputFile {
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
  /** Puts it in place. */
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** A call to the disk for each of a million lines would take longer than the lines. */
const heldCharacters = 256 * 1024;

export function openOutputFile(path: string): OutputFile {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial, { mode: 0o600 });
  // Asked for at once: a failure between two writes must reach the next call and not the process.
  const done = finished(stream);
  done.catch(() => {});
  let held = '';
  const release = () => {
    const goesOn = stream.write(held);
    held = '';
    return goesOn;
  };
  return {
    async write(text) {
      if (stream.errored) throw stream.errored;
      held += text;
      if (held.length >= heldCharacters && !release()) await Promise.race([drained(stream), done]);
    },
    async close() {
      release();
      stream.end();
      await done;
      await rename(partial, path);
    },
    async abandon() {
      stream.destroy();
      await done.catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

const drained = (stream: NodeJS.WritableStream) => new Promise<void>((resolve) => stream.once('drain', resolve));
