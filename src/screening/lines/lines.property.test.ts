import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, bucketOfBytes } from '../buckets.ts';
import { readLineSubject } from '../line-subject.ts';
import type { SpillBuffer } from '../spill.ts';
import { createFormIndex, knownForm } from './form-index.ts';
import { scalarsOf } from './json-scalars.ts';
import { formOfLine } from './line-form.ts';
import { lineOf, recordCursor, writeFormedLine, writeWholeLine } from './line-record.ts';

const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,20}$/);
const word = fc.oneof(
  fc.constantFrom('', 'Ünï', 'a "quoted" word', 'back\\slash', 'tab\t'),
  fc.string({ maxLength: 12 }),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0.5, 1e21),
);

const resource = fc
  .record({
    id,
    patient: id,
    code: fc.constantFrom('8302-2', '2823-3', '718-7'),
    value: number,
    note: word,
    encounter: word,
    last: fc.boolean(),
    unusual: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.object({ maxDepth: 2 }) }),
  })
  .map(({ id: own, patient, code, value, note, encounter, last, unusual }) => ({
    ...(last ? {} : { resourceType: 'Observation' }),
    id: own,
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code, display: `LOINC ${code}` }] },
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: encounter },
    effectiveDateTime: '2024-01-10T08:00:00Z',
    valueQuantity: { value, unit: 'cm' },
    note: [{ text: note }],
    ...unusual,
    resourceType: 'Observation',
  }));

/** One block in memory for everything. */
function memory() {
  const bytes = Buffer.alloc(1 << 20);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let used = 0;
  const buffer: SpillBuffer = {
    bytes: 0,
    room(_bucket, size) {
      used += size;
      return { bytes, view, at: used - size };
    },
    write: () => {
      throw new Error('stays in memory');
    },
  };
  return { buffer, held: () => bytes.subarray(0, used) };
}

describe('lines by their form', () => {
  it('come back byte for byte, under the patient and number that they had', () => {
    const index = createFormIndex();
    let formed = 0;
    const check = (resources: readonly object[], gap: string) => {
      const { buffer, held } = memory();
      const lines = resources.map((one) => Buffer.from(JSON.stringify(one).replaceAll('":', `":${gap}`)));
      for (const [place, line] of lines.entries()) {
        const padded = Buffer.concat([Buffer.from('xyz'), line, Buffer.from('\n{')]);
        const [start, end] = [3, 3 + line.length];
        const known = index.find(padded, start, end);
        const found = known >= 0 ? known : index.learn(padded, start, end);
        if (found < 0) {
          writeWholeLine(buffer, 7, { patient: `p${place}`, number: place, bytes: padded, start, end });
          continue;
        }
        formed += 1;
        const { gaps, source } = index;
        writeFormedLine(buffer, 7, { form: index.form(found), formNumber: found, gaps, number: place, source });
        const subject = readLineSubject(padded, start, end);
        const { id: own, patient, type } = index.form(found);
        const inGap = (place: number) => padded.toString('latin1', gaps[2 * place], gaps[2 * place + 1]);
        expect(subject).toEqual({ kind: 'used', type, id: inGap(own), patient: inGap(patient) });
        expect(bucketOfBytes(source, gaps[2 * patient]!, gaps[2 * patient + 1]!, 7)).toBe(bucketOf(inGap(patient), 7));
      }
      const record = recordCursor(held());
      let at = 0;
      for (const [place, line] of lines.entries()) {
        record.moveTo(at);
        at = record.next;
        expect(record.number).toBe(place);
        const form = record.formNumber < 0 ? undefined : index.form(record.formNumber);
        expect(lineOf(held(), record, form).equals(line)).toBe(true);
      }
      expect(at).toBe(held().length);
    };
    const resources = fc.array(resource, { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(resources, fc.constantFrom('', '', ' '), check), { numRuns: 400 });
    expect(formed).toBeGreaterThan(500);
  });

  it('have one only where JSON.parse reads them, however they are damaged', () => {
    const index = createFormIndex();
    const spoil = fc.record({
      at: fc.nat(400),
      with: fc.constantFrom(0x22, 0x5c, 0x00, 0x2c, 0x31, 0x65, 0x2e, 0xc3, 0x7d),
    });
    const check = (one: object, { at, with: byte }: { at: number; with: number }) => {
      const line = Buffer.from(JSON.stringify(one));
      if (index.find(line, 0, line.length) < 0) index.learn(line, 0, line.length);
      const damaged = Buffer.from(line);
      damaged[at % line.length] = byte;
      for (const [bytes, end] of [
        [damaged, damaged.length],
        [line, at % line.length],
      ] as const)
        if (index.find(bytes, 0, end) >= 0) expect(() => JSON.parse(bytes.toString('utf8', 0, end))).not.toThrow();
    };
    fc.assert(fc.property(resource, spoil, check), { numRuns: 4000 });
  });

  it('are the same but for ids, dates, numbers and what nobody reads', () => {
    const lineWith = (members: object) =>
      Buffer.from(
        JSON.stringify({
          resourceType: 'Condition',
          id: 'c',
          code: { text: 'Seizure' },
          subject: { reference: 'Patient/p' },
          recordedDate: '2020-01-01',
          ...members,
        }),
      );
    const form = formOfLine(lineWith({}));
    expect(form?.gaps).toEqual([
      { path: 'id', kind: 'id' },
      { path: 'subject.reference', kind: 'id' },
      { path: 'recordedDate', kind: 'text' },
    ]);
    expect(formOfLine(lineWith({ id: 'd', subject: { reference: 'Patient/q' }, recordedDate: '2021' }))).toEqual(form);
    expect(formOfLine(lineWith({ code: { text: 'Fever' } }))).not.toEqual(form);
    expect(knownForm(form!).patient).toBe(1);
    for (const other of [{ subject: { reference: 'Group/g' } }, { subject: undefined }, { id: 'ä' }])
      expect(formOfLine(lineWith(other))).toBeUndefined();
  });
});

describe('scalars of a JSON text', () => {
  it('stand where they are found, each under the path that leads to it', () => {
    const check = (given: object) => {
      const text = JSON.stringify(given);
      const value: unknown = JSON.parse(text);
      const json = Buffer.from(text).toString('latin1');
      for (const { path, kind, from, to } of scalarsOf(json) ?? []) {
        let found: unknown = value;
        for (const name of path.split('.')) found = (found as Record<string, unknown>)[name];
        const scalar = Buffer.from(json.slice(from, to), 'latin1').toString('utf8');
        expect(JSON.parse(kind === 'string' ? `"${scalar}"` : scalar)).toEqual(found);
      }
    };
    const names = { key: fc.stringMatching(/^[a-z]{1,5}$/) };
    fc.assert(fc.property(fc.object(names), check), { numRuns: 500 });
  });

  it('are not told where a member comes twice or has an unusual name', () => {
    expect(scalarsOf('{"a":1,"a":2}')).toBeUndefined();
    expect(scalarsOf('{"a.b":1}')).toBeUndefined();
    expect(scalarsOf('{"a":{"b":[1,{"c":"x"}]}}')?.map(({ path }) => path)).toEqual(['a.b.0', 'a.b.1.c']);
  });
});
