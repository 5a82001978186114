import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isObject, type JsonObject } from '../../fhir/json.ts';
import { parseJson } from '../auth/response-text.ts';

/** A file of events, one a line, that survives the process: what was written is there when the next one starts. */
export interface Journal<Event> {
  /** What earlier processes and this one have written, in order. */
  readonly events: readonly Event[];
  /** Resolves when the event is on the disk. Events are written in the order of the calls. */
  write(event: Event): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens or makes a journal. A last line that was cut by a crash is dropped. Only the owner may read it.
 * @param isEvent tells this program's events from whatever else may stand in the file
 */
export async function openJournal<Event extends JsonObject>(
  path: string,
  isEvent: (value: JsonObject) => value is JsonObject & Event,
): Promise<Journal<Event>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const text = await readFile(path, 'utf8').catch((thrown) => {
    if (thrown.code === 'ENOENT') return '';
    throw thrown;
  });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const events = whole.split('\n').flatMap((line): Event[] => {
    const value = parseJson(line);
    return isObject(value) && isEvent(value) ? [value] : [];
  });
  const file = await open(path, 'a', 0o600);
  if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
  return journal(file, events);
}

function journal<Event>(file: FileHandle, events: Event[]): Journal<Event> {
  let last = Promise.resolve();
  return {
    events,
    write(event) {
      last = last.then(async () => {
        await file.appendFile(`${JSON.stringify(event)}\n`);
        await file.datasync();
        events.push(event);
      });
      return last;
    },
    async close() {
      await last.catch(() => {});
      await file.close();
    },
  };
}
