import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { citedFor, conformanceWith, standards } from '../scripts/conformance-page.ts';
import { generatedDocs } from '../scripts/generate-docs.ts';
import { projectRoot } from '../src/config/paths.ts';

describe('generated documents', () => {
  for (const [path, render] of Object.entries(generatedDocs)) {
    it(`${path} equals what the source says (npm run docs)`, () => {
      expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(render());
    });
  }
});

describe.each(Object.values(standards))('conformance with $title', (standard) => {
  const rows = conformanceWith(standard);
  const ids = new Set(rows.map(({ id }) => id));

  it('lists each requirement once, each in a part of the page', () => {
    expect(ids.size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(30);
    const letters = new Set(rows.map(({ id }) => id.replace(/\d+$/, '')));
    expect([...letters].sort()).toEqual(Object.keys(standard.parts).sort());
  });

  it('names no requirement that is not listed, neither in titles of tests nor as a basis', () => {
    const cited = [...citedFor(standard), ...rows.flatMap(({ provenBy }) => provenBy)];
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('leaves nothing unmet that is required', () => {
    const required = rows.filter(({ level }) => level.startsWith('SHALL') || level === 'checklist');
    expect(required.filter(({ verdict }) => verdict === 'unmet').map(({ id }) => id)).toEqual([]);
  });
});

describe('conformance with FHIR Subscriptions', () => {
  it('leaves out none of the checklists', () => {
    expect(conformanceWith(standards['docs/conformance/subscriptions.md']).length).toBeGreaterThan(150);
  });
});
