import { describe, expect, it } from 'vitest';
import { notAssessable, suggested, withheld } from '../../patient-result.fixture.ts';
import type { PatientResult } from '../../patient-result.ts';
import { createRunTally } from '../run-tally.ts';
import { workListOrder, workListRow } from '../work-list.ts';
import { reportPage } from './page.ts';

const run = {
  id: 'r1',
  source: 'NDJSON folder /data/export',
  startedAt: '2026-11-21T02:00:00.000Z',
  finishedAt: '2026-11-21T02:14:00.000Z',
  problems: 2,
};

function pageOf(results: readonly PatientResult[], source = run.source): string {
  const tally = createRunTally();
  for (const result of results) tally.add(result);
  const list = results.flatMap((result) => workListRow(result) ?? []);
  const workList = {
    top: 50,
    length: list.length,
    order: workListOrder,
    expectedYield: 0.62,
    numberNeededToReview: 1.6,
  };
  return reportPage({ run: { ...run, source }, ...tally.figures(), workList, files: [] }, list);
}

describe('report.html', () => {
  const page = pageOf([suggested, withheld, notAssessable]);

  it('says at the top what came of the run', () => {
    expect(page).toContain(
      'Of 3 patients, 1 is suggested for review. For 1 the record gives no reason to think of a rare disease, and 1 could not be assessed',
    );
    expect(page).toContain('2026-11-21 02:14 UTC');
  });

  it('says where the list turns from likely to unlikely', () => {
    const at = (probability: number): PatientResult => ({ ...suggested, triage: { probability, threshold: 0.001 } });
    const bands = pageOf([at(0.5), at(0.2), at(0.09), at(0.05), at(0.002)]).match(/<li class="band">[^<]+/g);
    expect(bands).toEqual([
      '<li class="band">From here on fewer than 1 in 10 are expected to have a rare disease.',
      '<li class="band">From here on fewer than 1 in 100 are expected to have a rare disease.',
    ]);
    expect(pageOf([at(0.5)])).not.toContain('class="band"');
  });

  it('is suspicious of many patients with one rare disease', () => {
    expect(pageOf(Array(10).fill(suggested))).toContain('10 patients share the first diagnosis');
    expect(pageOf(Array(9).fill(suggested))).not.toContain('share the first diagnosis');
  });

  it('shows why the first diagnosis is suggested and what speaks against it', () => {
    expect(page).toMatch(/<h3>Marfan syndrome<\/h3>.*Patient\/p1.*male, 22 years, 12 findings/s);
    expect(page).toMatch(
      /For<\/h4>.*Ectopia lentis, seen in 2 of 3 patients, seldom.*Lens subluxation, 2024-03-02, Condition\/c1/s,
    );
    expect(page).toMatch(/Against<\/h4>.*Hyperhomocystinemia/s);
    expect(page).toMatch(/Not on record<\/h4>.*Aortic root aneurysm: very frequent \(80–99 %\)</s);
    expect(page).toContain('62 %');
    expect(page).toContain('Also possible: Homocystinuria');
  });

  it('draws the distributions', () => {
    for (const caption of [
      'What became of',
      'Probability that a rare',
      'Most frequent first',
      'How much',
      'Why patients',
    ])
      expect(page).toContain(caption);
    expect(page).toContain('Threshold 3.4 %');
    expect(page.match(/<svg/g)!.length).toBeGreaterThan(15);
  });

  it('loads nothing, runs nothing and links nowhere', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<a |@import|url\(|https?:|\son\w+=/i);
  });

  it('escapes what comes from records', () => {
    const hostile = '"><img src=x onerror=alert(1)>\u202E<script>\'&';
    const [first] = suggested.entries;
    const entry = {
      ...first!,
      label: hostile,
      ids: [hostile],
      evidence: first!.evidence.map((evidence) => ({
        ...evidence,
        reason: hostile,
        sources: [{ reference: hostile, date: hostile, text: hostile }],
      })),
      unknown: [{ term: hostile, label: hostile, reason: hostile }],
    };
    const dirty = pageOf(
      [
        { ...suggested, patient: hostile, entries: [entry, entry] },
        { ...notAssessable, reason: hostile, reasonCode: 'x' },
      ],
      hostile,
    );
    expect(dirty).not.toMatch(/<img|<script|\u202E/);
    const clean = pageOf([suggested, suggested, notAssessable]);
    const tags = (text: string) => new Set(text.match(/<[a-z0-9]+/g));
    expect(tags(dirty)).toEqual(tags(clean));
  });
});
