import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abstained, marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { cdsServicesDir, modelsDir } from '../config/paths.ts';
import { emptyPaths } from '../http/empty-values.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { labelsSchema } from '../registry/labels.ts';
import { cardOf } from './card.ts';
import { loadServices } from './load-services.ts';
import { summaryOf } from './summary.ts';

const [service] = await loadServices(cdsServicesDir);
const ports = { publicUrl: () => 'https://ddx.example' };
const card = (assessment: Assessment) => cardOf(assessment, service!, ports);

const [first] = marfan.differential!.entries;
const withEntries = (...entries: readonly DifferentialEntry[]): Assessment => ({
  ...marfan,
  differential: { ...marfan.differential!, entries },
});

describe('card', () => {
  it('R2 R5 R6 R7 R13 R14 R17 carries uuid, info, source, topic, override reasons and absolute links', () => {
    expect(card(marfan)).toMatchObject({
      uuid: marfan.id,
      indicator: 'info',
      source: {
        label: 'Hoofbeats rare-disease differential',
        url: 'https://ddx.example/models/rare-disease',
        topic: { code: expect.stringMatching(/^[A-Za-z0-9]{1,100}$/), system: expect.any(String) },
      },
      links: [{ label: 'Open Hoofbeats', url: 'https://ddx.example/', type: 'absolute' }],
    });
    const { overrideReasons } = card(marfan)!;
    expect(overrideReasons.length).toBeLessThanOrEqual(6);
    for (const reason of overrideReasons) expect(Object.keys(reason).sort()).toEqual(['code', 'display', 'system']);
  });

  it('T3 R8 holds nothing empty, and no selectionBehavior without suggestions', () => {
    expect(emptyPaths(card(marfan))).toEqual([]);
    expect(card(marfan)).not.toHaveProperty('selectionBehavior');
  });

  it('R19 shows at most three diagnoses, by rank, above the threshold', () => {
    const many = [5, 4, 2, 1, 3].map((rank) => ({ ...first!, rank, label: `Disease ${rank}` }));
    expect(card(withEntries(...many))!.summary).toBe('Consider: Disease 1, Disease 2, Disease 3');
    expect(card(marfan)!.detail).not.toContain('isolated');
  });

  it('R14 R15 CH145 has a SMART link when there is an app, and in its context nothing but the id of the assessment', () => {
    const { links } = cardOf(marfan, service!, { ...ports, appUrl: 'https://ddx.example/launch' })!;
    expect(links).toEqual([
      {
        label: 'Open the evidence in Hoofbeats',
        url: 'https://ddx.example/launch',
        type: 'smart',
        appContext: marfan.id,
      },
      { label: 'Open Hoofbeats', url: 'https://ddx.example/', type: 'absolute' },
    ]);
  });

  it('CH77 stays silent on abstention, on a repeat and when nothing reaches the threshold', () => {
    expect(card({ ...marfan, suppressed: 'repeat' })).toBeUndefined();
    expect(card(abstained)).toBeUndefined();
    expect(card(withEntries({ ...first!, probability: 0.001 }))).toBeUndefined();
    expect(card(withEntries())).toBeUndefined();
  });

  it('does not show a diagnosis without an explanation', () => {
    const against = first!.evidence.filter(({ direction }) => direction === 'against');
    expect(card(withEntries({ ...first!, evidence: [] }))).toBeUndefined();
    expect(card(withEntries({ ...first!, evidence: against }))).toBeUndefined();
    const sourceless = first!.evidence.map((contribution) => ({ ...contribution, sources: [] }));
    expect(card(withEntries({ ...first!, evidence: sourceless }))).toBeUndefined();
  });
});

describe('summary', () => {
  it('puts the question and no percentage', () => {
    expect(card(marfan)!.summary).toBe(
      'Consider: Marfan syndrome, Homocystinuria due to cystathionine beta-synthase deficiency',
    );
  });

  it('keeps names with commas apart', () => {
    const labels = ['Ehlers-Danlos syndrome, vascular type', 'Marfan syndrome'];
    const entries = labels.map((label, at) => ({ ...first!, rank: at + 1, label }));
    expect(card(withEntries(...entries))!.summary).toBe(`Consider: ${labels.join('; ')}`);
  });

  it('R3 CH83 is under 140 characters for every disease of the model, alone and in threes', async () => {
    const { diagnoses } = labelsSchema.parse(
      JSON.parse(await readFile(join(modelsDir, 'rare-disease', 'labels.json'), 'utf8')),
    );
    const names = diagnoses.map(({ label }) => label);
    const longest = names.toSorted((a, b) => b.length - a.length).slice(0, 300);
    const combinations = [
      ...names.map((name) => [name]),
      ...names.map((name, at) => [name, names[(at + 1) % names.length]!, names[(at + 2) % names.length]!]),
      ...longest.map((name, at) => [name, longest[(at + 7) % 300]!, longest[(at + 91) % 300]!]),
    ];
    const begins = (summary: string) => (name: string) => summary.includes(name.slice(0, 30).trimEnd());
    const wrong = combinations.filter((shown) => {
      const summary = summaryOf(shown);
      return [...summary].length >= 140 || !shown.every(begins(summary));
    });
    expect(names.length).toBeGreaterThan(5000);
    expect(wrong).toEqual([]);
  });

  it('R3 is under 140 characters for any names, names each, and never splits a character', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
      fc.constant('𝔘'.repeat(200)),
      fc.constant(
        'Intellectual developmental disorder with dysmorphic facies, seizures and distal limb anomalies '.repeat(3),
      ),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (labels) => {
        const entries = labels.map((label, at) => ({ ...first!, rank: at + 1, label }));
        const { summary } = card(withEntries(...entries))!;
        expect([...summary].length).toBeLessThan(140);
        expect(summary.length).toBeLessThan(140);
        expect(summary.startsWith('Consider: ')).toBe(true);
        expect(summary).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        for (const label of labels)
          expect(summary).toContain([...label.replace(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, 20).join(''));
      }),
    );
  });
});
