import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdsHooksConformance, cdsHooksTests } from '../scripts/conformance-page.ts';
import { citedBy } from '../scripts/conformance-rows.ts';
import { generatedDocs } from '../scripts/generate-docs.ts';
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
    const cited = [...cdsHooksTests().flatMap(citedBy), ...rows.flatMap(({ provenBy }) => provenBy)];
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('leaves nothing unmet that is required', () => {
    expect(rows.filter(({ level, verdict }) => level.startsWith('SHALL') && verdict === 'unmet')).toEqual([]);
  });
});
