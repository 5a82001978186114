import { describe, expect, it } from 'vitest';
import { checkpoints, digest, type ExportEvent, exportState, type FileDone } from './export-journal.ts';
import type { ManifestFile } from './manifest.ts';

const done = (index: number, url: string, more: Partial<FileDone> = {}): FileDone => ({
  event: 'file',
  page: 0,
  role: 'output',
  index,
  url: digest(url),
  type: 'Patient',
  count: 3,
  name: `0.${index}.Patient.ndjson`,
  lines: 3,
  headers: 0,
  bytes: 30,
  ...more,
});
const named = (index: number, url: string, more: Partial<ManifestFile> = {}): ManifestFile => ({
  role: 'output',
  index,
  url,
  type: 'Patient',
  count: 3,
  ...more,
});

describe('B14: checkpoints and fresh links', () => {
  it.each([
    ['the same URL', named(0, 'a'), true],
    ['the same URL at another place', named(1, 'a'), true],
    ['a fresh link at the same place', named(0, 'a?fresh'), true],
    ['a fresh link to another type', named(0, 'a?fresh', { type: 'Observation' }), false],
    ['a fresh link to another count', named(0, 'a?fresh', { count: 4 }), false],
    ['the same URL in another list', named(0, 'a', { role: 'deleted' }), false],
    ['another file', named(1, 'b'), false],
  ])('%s', (_, file, found) => {
    expect(checkpoints([done(0, 'a')], 0, [file])(file) !== undefined).toBe(found);
    expect(checkpoints([done(0, 'a')], 1, [file])(file)).toBeUndefined();
  });

  it('does not take one file for another when a server changes the order', () => {
    const now = [named(0, 'b'), named(1, 'a')];
    const find = checkpoints([done(0, 'a')], 0, now);
    expect(now.map((file) => find(file)?.index)).toEqual([undefined, 0]);
  });
});

describe('exportState', () => {
  it('is about the export that was started last', () => {
    const started = (statusUrl: string): ExportEvent => ({ event: 'started', request: 'r', statusUrl, problems: [] });
    const finished: ExportEvent = { event: 'finished', deleted: [], problems: [] };
    const events = [started('1'), done(0, 'a'), finished, { event: 'released' } as const, started('2'), done(1, 'b')];
    expect(exportState(events)).toEqual({
      started: started('2'),
      files: [done(1, 'b')],
      finished: undefined,
      released: false,
    });
    expect(exportState([]).started).toBeUndefined();
  });
});
