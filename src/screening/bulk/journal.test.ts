import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/fixtures/temporary-file.ts';
import type { JsonObject } from '../../fhir/json.ts';
import { openJournal } from './journal.ts';

type Event = { readonly event: 'step'; readonly number: number };
const isEvent = (value: JsonObject): value is JsonObject & Event => value.event === 'step';
const open = (path: string) => openJournal<Event & JsonObject>(path, isEvent);
const step = (number: number) => ({ event: 'step', number }) as const;

describe('openJournal', () => {
  it('has after a crash in the middle of a line what was written before and what is written after', async () => {
    const path = join(temporaryFolder(), 'new', 'journal.ndjson');
    const first = await open(path);
    await Promise.all([1, 2, 3].map((number) => first.write(step(number))));
    await first.close();
    await appendFile(path, '{"event":"other"}\n{"event":"st');
    const second = await open(path);
    expect(second.events).toEqual([1, 2, 3].map(step));
    await second.write(step(4));
    await second.close();
    const third = await open(path);
    expect(third.events).toEqual([1, 2, 3, 4].map(step));
    await third.close();
  });

  it('is the owner’s alone', async () => {
    const path = join(temporaryFolder(), 'journal.ndjson');
    await (await open(path)).close();
    expect((await stat(path)).mode & 0o077).toBe(0);
  });
});
