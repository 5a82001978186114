import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../clinical/normalise.ts';
import { projectRoot } from '../../config/paths.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { hookEvidence } from '../evidence.ts';
import { readPrefetch } from '../prefetch.ts';
import { startThreadReader, type ThreadReader } from './thread-reader.ts';

const { request } = JSON.parse(readFileSync(join(projectRoot, 'test', 'fixtures', 'epic-patient-view.json'), 'utf8'));
const { prefetch, context } = request;
const body = Buffer.from(JSON.stringify(request));
const call = { body, patientId: context.patientId as string };
const now = new Date('2026-03-04T05:06:07Z');

describe('the reader thread', () => {
  let reader: ThreadReader;
  beforeAll(async () => {
    reader = startThreadReader({ fromBytes: 0, mostWaiting: 2 });
    expect(await reader.read(call, now)).toBeUndefined();
    await reader.ready;
  });
  afterAll(() => reader.close());

  it('reads what the pipeline reads of the parsed call', async () => {
    const evidence = hookEvidence(readPrefetch(prefetch, Object.keys(prefetch)), call);
    const read = await reader.read(call, now);
    expect(read).toEqual({ case: normalise(evidence, loadTerminology(), { now }) });
    expect(read!.case.findings.length).toBeGreaterThan(0);
  });

  it('reads the Conditions that the context brings', async () => {
    const resource = {
      resourceType: 'Condition',
      id: 'new',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '74969002' }] },
      subject: { reference: `Patient/${call.patientId}` },
    };
    const entered = { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] };
    const read = await reader.read({ ...call, entered }, now);
    const sources = read!.case.findings.flatMap((finding) => finding.sources.map(({ reference }) => reference));
    expect(sources).toContain('Condition/new');
  });

  it('gives back what it cannot read, and goes on', async () => {
    expect(await reader.read({ ...call, body: Buffer.from('{"prefetch":') }, now)).toBeUndefined();
    expect(await reader.read({ ...call, patientId: 'somebody-else' }, now)).toBeUndefined();
    expect(await reader.read(call, now)).toBeDefined();
  });

  it('takes no more than it can do soon, and nothing that is short or long', async () => {
    const reads = await Promise.all([1, 2, 3].map(() => reader.read(call, now)));
    expect(reads.map((read) => read !== undefined)).toEqual([true, true, false]);
    for (const limits of [{ fromBytes: body.length + 1 }, { fromBytes: 0, toBytes: body.length - 1 }]) {
      const other = startThreadReader(limits);
      await other.ready;
      expect(await other.read(call, now)).toBeUndefined();
      await other.close();
    }
  });

  it('finishes what was begun when it is closed, and reads nothing after', async () => {
    const own = startThreadReader({ fromBytes: 0 });
    await own.ready;
    const begun = own.read(call, now);
    await own.close();
    expect(await begun).toBeDefined();
    expect(await own.read(call, now)).toBeUndefined();
  });
});
