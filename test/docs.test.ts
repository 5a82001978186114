import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedDocs } from '../scripts/generate-docs.ts';
import { projectRoot } from '../src/config/paths.ts';

describe('generated documents', () => {
  for (const [path, render] of Object.entries(generatedDocs)) {
    it(`${path} equals what the source says (npm run docs)`, () => {
      expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(render());
    });
  }
});
