import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { screeningsPage } from './operator-page.ts';
import { type RunState, screeningsDir, writeRunState } from './run-state.ts';
import { openWorkFolder } from './work-folder.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'screenings-page-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const state = (id: string, startedAt: string) => ({ id, startedAt, phase: 'assessing' }) as RunState;

async function get(path: string) {
  const page = screeningsPage(data);
  return request(express().use(page.path, page.handler)).get(`${page.path}${path}`);
}

it('lists the runs of all sources, newest first, and shows one', async () => {
  expect((await get('')).body).toEqual({ screenings: [] });
  const runs = [state('a', '2026-01-01T00:00:00Z'), state('b', '2026-01-02T00:00:00Z')];
  for (const run of runs) await writeRunState((await openWorkFolder(join(screeningsDir(data), run.id))).dir, run);
  expect((await get('')).body).toEqual({ screenings: runs.toReversed() });
  expect((await get('/a')).body).toEqual(runs[0]);
  expect((await get('/c')).status).not.toBe(200);
});
