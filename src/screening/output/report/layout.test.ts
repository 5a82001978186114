import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notAssessable, suggested, withheld } from '../../patient-result.fixture.ts';
import { createRunTally } from '../run-tally.ts';
import { workListOrder, workListRow } from '../work-list.ts';
import { reportPage } from './page.ts';

/** Debian's Chromium, or the one that CHROMIUM_PATH names. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);

describe.skipIf(missing)(
  `report.html in a browser${missing ? ` (skipped: no Chromium at ${executablePath})` : ''}`,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    });
    afterAll(() => browser.close());

    const endless = 'x'.repeat(300);
    const results = [
      { ...suggested, patient: `Patient/${endless}` },
      withheld,
      { ...notAssessable, reasonCode: 'x', reason: endless },
    ];
    const tally = createRunTally();
    for (const result of results) tally.add(result);
    const list = results.flatMap((result) => workListRow(result) ?? []);
    const run = {
      id: 'r',
      source: endless,
      startedAt: '2026-11-21T02:00Z',
      finishedAt: '2026-11-21T03:00Z',
      problems: 0,
    };
    const workList = { top: 5, length: 1, order: workListOrder, expectedYield: 0.6, numberNeededToReview: 1.6 };
    const html = reportPage({ run, ...tally.figures(), workList, files: [] }, list);

    it.each([400, 1280])(
      'fits %d pixels, whatever the record says, and asks the network for nothing',
      async (width) => {
        const page = await browser.newPage({ viewport: { width, height: 900 } });
        const asked: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('console', (message) => complaints.push(message.text()));
        await page.setContent(html);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await page.locator('h2').allInnerTexts()).toEqual([
          'Work list',
          'The run in figures',
          'How to read this',
        ]);
        expect(asked).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      },
    );
  },
);
