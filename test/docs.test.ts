import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdsHooksConformance, cdsHooksLetters, cdsHooksTests } from '../scripts/conformance-page.ts';
import { citedBy } from '../scripts/conformance-rows.ts';
import { generatedDocs } from '../scripts/generate-docs.ts';
import { citedForSubscriptions, subscriptionsConformance } from '../scripts/subscriptions-page.ts';
import { projectRoot } from '../src/config/paths.ts';

describe('generated documents', () => {
  for (const [path, render] of Object.entries(generatedDocs)) {
    it(`${path} equals what the source says (npm run docs)`, () => {
      expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(render());
    });
  }
});

describe('conformance with CDS Hooks', () => {
  const rows = cdsHooksConformance();
  const ids = new Set(rows.map(({ id }) => id));

  it('lists each requirement once', () => {
    expect(ids.size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(200);
  });

  it('names no requirement that is not listed, neither in titles of tests nor as a basis', () => {
    const cited = [
      ...cdsHooksTests().flatMap((test) => citedBy(test, cdsHooksLetters)),
      ...rows.flatMap(({ provenBy }) => provenBy),
    ];
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('leaves nothing unmet that is required', () => {
    expect(rows.filter(({ level, verdict }) => level.startsWith('SHALL') && verdict === 'unmet')).toEqual([]);
  });
});

describe('conformance with FHIR Subscriptions', () => {
  const rows = subscriptionsConformance();
  const ids = new Set(rows.map(({ id }) => id));

  it('lists each requirement once', () => {
    expect(ids.size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(150);
  });

  it('names no requirement that is not listed, neither in titles of tests nor as a basis', () => {
    const cited = [...citedForSubscriptions(), ...rows.flatMap(({ provenBy }) => provenBy)];
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('leaves nothing unmet that is required', () => {
    const required = rows.filter(({ level }) => level.startsWith('SHALL') || level === 'checklist');
    expect(required.filter(({ verdict }) => verdict === 'unmet').map(({ id }) => id)).toEqual([]);
  });
});
