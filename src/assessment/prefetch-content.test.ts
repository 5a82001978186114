import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cdsServicesDir } from '../config/paths.ts';
import { prefetchContents } from './prefetch-content.ts';

describe('prefetchContents', () => {
  it('says what the template of every shipped service asks for', async () => {
    const files = (await readdir(cdsServicesDir)).filter((name) => name.endsWith('.json') && name !== 'schema.json');
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { prefetch } = JSON.parse(await readFile(join(cdsServicesDir, file), 'utf8'));
      for (const [key, template] of Object.entries<string>(prefetch)) {
        const category = /[?&]category=([^&]+)/.exec(template)?.[1];
        expect([key, prefetchContents[key]]).toEqual([
          key,
          { type: /^[A-Za-z]+/.exec(template)?.[0], ...(category && { category }), name: expect.any(String) },
        ]);
      }
    }
  });
});
