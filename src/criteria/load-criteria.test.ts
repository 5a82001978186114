import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCriteria } from './load-criteria.ts';

const text = { en: 'text', es: 'texto' };
const measure = { label: text, loinc: ['2823-3'], unit: 'mmol/L', maxAgeDays: 30 };
const example = { title: 'one', expect: 'met' };

/** A criterion file around one expression. */
const file = (when: unknown, rest: object = {}) => ({
  id: 'one',
  condition: { label: text, codes: {} },
  attention: { at: 'list', why: 'text' },
  guidelines: [{ organisation: 'O', title: 'T', year: 2020, section: '1', url: 'https://example.org/' }],
  states: [{ state: 'met', when, text }],
  examples: [example, example, example],
  ...rest,
});

describe('loading criteria', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoofbeats-criteria-'));
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'definitions.json'), JSON.stringify({ measures: { potassium: measure } }));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const load = async (criterion: unknown) => {
    await writeFile(join(dir, 'one.json'), JSON.stringify(criterion));
    return loadCriteria(dir, new Set(['eGFR']));
  };

  it('knows the shared names, and puts those of the file before them', async () => {
    const own = { definitions: { measures: { potassium: { ...measure, maxAgeDays: 7 } } } };
    const when = { measure: 'potassium', '>=': 5.5 };
    expect((await load(file(when)))[0]?.measures.get('potassium')?.maxAgeDays).toBe(30);
    expect((await load(file(when, own)))[0]?.measures.get('potassium')?.maxAgeDays).toBe(7);
  });

  it.each<[string, unknown, object, RegExp]>([
    ['an unknown measure', { measure: 'sodium', '>': 1 }, {}, /one\.json: states\[0\] uses the unknown measure sodium/],
    ['an unknown condition', { recorded: 'gout' }, {}, /unknown condition gout/],
    ['an unknown clause', { or: [{ clause: 'high' }] }, {}, /unknown clause high/],
    ['an unknown operator', { measure: 'potassium', '=': 5 }, {}, /one\.json: .*states\[0\]\.when/s],
    ['a name that is not the file’s', { age: { '>': 1 } }, { id: 'two' }, /its id is two/],
    [
      'no threshold in the unit of the measure',
      { measure: 'potassium', '>': { 'mg/dL': 20 } },
      {},
      /no threshold in mmol\/L/,
    ],
    [
      'an unknown score',
      { measure: 'x', '>': 1 },
      { definitions: { measures: { x: { label: text, score: 'SOFA', unit: '1', maxAgeDays: 1 } } } },
      /unknown score SOFA/,
    ],
    [
      'a measure without values',
      { measure: 'x', '>': 1 },
      { definitions: { measures: { x: { label: text, unit: '1', maxAgeDays: 1 } } } },
      /measure x has no source of values/,
    ],
    [
      'clauses in a circle',
      { clause: 'a' },
      { definitions: { clauses: { a: { not: { clause: 'b' } }, b: { clause: 'a' } } } },
      /clause a is made of itself/,
    ],
    [
      'attention to a stage that is none',
      { age: { '>': 1 } },
      { attention: { at: 'card', why: 'text', stages: ['severe'] } },
      /attention names the unknown stage severe/,
    ],
    ['no word on attention', { age: { '>': 1 } }, { attention: undefined }, /one\.json: .*attention/s],
    ['no guideline', { age: { '>': 1 } }, { guidelines: [] }, /one\.json: /],
  ])('refuses %s', async (_, when, rest, message) => {
    await expect(load(file(when, rest))).rejects.toMatchObject({
      code: 'PACKAGE_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('refuses what is no JSON, and a folder that is not there', async () => {
    await writeFile(join(dir, 'one.json'), '{');
    await expect(loadCriteria(dir, new Set())).rejects.toThrow('one.json: cannot be read as JSON.');
    await expect(loadCriteria(join(dir, 'nowhere'), new Set())).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});
