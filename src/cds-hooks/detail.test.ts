import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marfan } from '../../test/fixtures/marfan-assessment.ts';
import type { Assessment } from '../assessment/assessment.ts';
import type { ShownEntry } from '../assessment/shown-entries.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { detailOf } from './detail.ts';
import { inert, plain } from './markdown.ts';
import { percentage, probabilityInWords, probabilityWords } from './probability.ts';

const { entries } = marfan.differential!;
const rare = (entry: DifferentialEntry): ShownEntry => ({
  ...{ kind: 'rare', id: entry.id, label: entry.label, group: 'most-likely', entry },
});
const detail = (assessment: Assessment = marfan) => detailOf(entries.slice(0, 2).map(rare), assessment);

describe('detail', () => {
  it('names for each diagnosis its probability, and the evidence with value, unit, date and resource', () => {
    expect(detail()).toMatch(
      new RegExp(
        [
          '\\*\\*1\\. Marfan syndrome\\*\\*: about as likely as not, 42 % \\(about 4 in 10\\)',
          '',
          '\\*\\*For\\*\\*',
          '- Ectopia lentis, seen in 2 of 3 patients with Marfan syndrome, seldom described in other rare diseases\\. Lens subluxation \\(Condition/c1, 2024-03-02\\)',
          '- Tall stature, frequent in Marfan syndrome\\. Body height 204 cm \\(Observation/o7, 2024-02-11\\)',
          '',
          '\\*\\*Against\\*\\*',
          '- .*Homocysteine 9 umol/L, normal \\(Observation/o9, 2024-02-11\\)',
          '',
          '\\*\\*Not on record\\*\\*',
          '- Aortic root aneurysm: very frequent \\(80–99 %\\) in Marfan syndrome\\.',
        ].join('\n'),
      ),
    );
  });

  it('C18 says what was not obtained, not understood or doubtful, warnings first', () => {
    expect(detail()).toContain('- Not obtained: vital signs (could not be read)');
    expect(detail()).toContain('- 2 of 12 entries of the record were not understood: Local test');
    expect(detail()).toMatch(/Observation\/o4 is dated in the future[\s\S]*Observation\/o3 repeats/);
  });

  it('repeats the cautions of the model', () => {
    const caution = {
      verdict: 'caution',
      reasons: [{ code: 'few-findings', text: 'The record has only 2 findings.' }],
    } as const;
    expect(detail({ ...marfan, applicability: caution })).toContain('- Caution: The record has only 2 findings.');
  });

  it('says first what the probabilities suppose', () => {
    expect(detail()).toMatch(/^If one of 8412 rare diseases is the cause \(most patients have none of them\)/);
  });

  it('names the versions of model, knowledge and code, and what it is not', () => {
    expect(detail()).toContain('Decision support, not a diagnosis; may be incomplete.');
    expect(detail()).toMatch(
      /Newest evidence 2024-03-02; 8412 diseases compared; model rare-disease 0\.1\.0; knowledge hpo 2024-08-13, orphanet 2025-12; code 0\.1\.0$/,
    );
  });

  it('keeps lists short and says how many are left out', () => {
    const evidence = Array.from({ length: 9 }, () => entries[0]!.evidence[0]!);
    expect(detailOf([rare({ ...entries[0]!, evidence })], marfan)).toContain('- and 6 more');
  });
});

describe('R4 text of an EHR', () => {
  it.each([
    ['HTML', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a link', '[free](javascript:alert(1))', '\\[free\\](javascript:alert(1))'],
    ['an image', '![x](http://evil.example/x.png)', '\\!\\[x\\](http: //evil.example/x.png)'],
    ['emphasis and code', '**bold** `code` _it_', '\\*\\*bold\\*\\* \\`code\\` \\_it\\_'],
    ['a bare address', 'see www.evil.example or a.b@evil.example', 'see www .evil.example or a.b @ evil.example'],
    ['the mark of a list', '- a + b - c 1. d 2) e', '\\- a \\+ b \\- c 1\\. d 2\\) e'],
    ['a rule or an underline', '--- === -', '\\--- \\=== \\-'],
    ['what only looks like a mark', 'X-linked, 2024-03-02, -5 mmol/L, 1.5', 'X-linked, 2024-03-02, -5 mmol/L, 1.5'],
    ['new lines, which could begin a block', 'a\n\n# Heading\n- item', 'a \\# Heading \\- item'],
    ['invisible direction marks', 'a\u202Eb\u200Bc', 'a b c'],
    ['entities', '&lt;script&gt;', '&amp;lt;script&amp;gt;'],
  ])('is inert: %s', (_, text, inert) => {
    expect(plain(text)).toBe(inert);
  });

  it('is cut when it is long; a sentence of ours never is', () => {
    const long = `${'Ectopia lentis, seen in most patients, '.repeat(8)}seldom elsewhere.`;
    expect([...plain(long)]).toHaveLength(160);
    expect(inert(long)).toBe(long);
    const [entry] = entries;
    const [source] = entry!.evidence[0]!.sources;
    const evidence = [{ ...entry!.evidence[0]!, reason: long, sources: [{ ...source!, text: long }] }];
    const unknown = [{ term: 'HP:1', label: 'Myopia', reason: long }];
    const text = detailOf([rare({ ...entry!, evidence, unknown })], marfan);
    expect(text).toContain(`- ${long} Ectopia`);
    expect(text).toContain(`- Myopia: ${long}`);
    expect(text).toContain(`${plain(long)} (${source!.reference}`);
    const issues = [{ severity: 'warning', code: 'x', text: `${'y'.repeat(1_000_000)} was not used.` }] as const;
    expect(detail({ ...marfan, case: { ...marfan.case, issues } }).length).toBeLessThan(3000);
  });

  it('R4 holds no markup of GFM outside its escapes, whatever a display name is made of', () => {
    const mark = fc.constantFrom(
      ...'\\`*_{}[]()#+-.!|~<>&"=:@/ \n\t',
      ...[
        '1.',
        '2)',
        '---',
        '===',
        '```',
        '](',
        '![',
        '<b>',
        '&lt;',
        '://',
        'http',
        'www.',
        'a@b.c',
        'mailto:',
        'x',
        '\u202e',
        '\ud800',
      ],
    );
    const name = fc.array(mark, { maxLength: 60 }).map((marks) => marks.join(''));
    fc.assert(
      fc.property(name, (display) => {
        // CommonMark §2.4 and §2.5: what a backslash or an entity stands for is text and nothing else.
        const bare = inert(display)
          .replace(/\\[!-/:-@[-`{-~]/g, '·')
          .replace(/&(amp|lt|gt);/g, '·');
        expect(bare).not.toMatch(/[\\`*_{}[\]#|~!<>&\n\r\t]/);
        expect(bare).not.toMatch(/:\/\/|www\.|\w@\w|mailto:\S/i);
        expect(bare).not.toMatch(/^([-+=]|\d{1,9}[.)])( |$)/);
      }),
      { numRuns: 2000 },
    );
  });

  it('never opens a tag or begins a line, and is never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        for (const escaped of [plain(text), inert(text)]) expect(escaped).not.toMatch(/[<>\n\r]/);
        expect(plain(text).length).toBeLessThan(1000);
      }),
    );
  });

  it('is escaped wherever it stands in a card', () => {
    const hostile = '<b>x</b>';
    const entry = entries[0]!;
    const evidence = entry.evidence.map((contribution) => ({
      ...contribution,
      reason: hostile,
      sources: [{ reference: hostile, date: hostile, text: hostile }],
    }));
    const unknown = [{ term: 'HP:1', label: hostile, reason: hostile }];
    const assessment: Assessment = {
      ...marfan,
      notObtained: [{ what: hostile, reason: 'absent' }],
      case: { ...marfan.case, issues: [{ severity: 'warning', code: 'x', text: hostile }] },
    };
    expect(detailOf([rare({ ...entry, label: hostile, evidence, unknown })], assessment)).not.toMatch(/<\/?b>/);
  });
});

describe('probability', () => {
  it('is never said to be none or certain', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        expect(probabilityInWords(probability)).not.toMatch(/(^|\D)(0|100) %|0 in 10|10 in 10\b/);
      }),
    );
    expect([percentage(0), percentage(1)]).toEqual(['<1 %', '>99 %']);
  });

  it.each([
    [0.0001, 'very low probability, <1 % (fewer than 1 in 100)'],
    [0.034, 'low probability, 3 % (about 1 in 33)'],
    [0.094, 'low probability, 9 % (about 1 in 11)'],
    [0.096, 'unlikely but possible, 10 % (about 1 in 10)'],
    [0.15, 'unlikely but possible, 15 % (about 1 in 7)'],
    [0.2, 'unlikely but possible, 20 % (about 2 in 10)'],
    [0.328, 'about as likely as not, 33 % (about 3 in 10)'],
    [0.95, 'very likely, 95 % (more than 9 in 10)'],
    [0.5, 'about as likely as not, 50 % (about 5 in 10)'],
    [0.7, 'likely, 70 % (about 7 in 10)'],
    [0.999, 'very likely, >99 % (more than 9 in 10)'],
  ])('%s is %s', (probability, words) => {
    expect(probabilityInWords(probability)).toBe(words);
  });

  it('never contradicts itself: the figure decides on the word, and the frequency is near it', () => {
    const shown = (probability: number) => {
      const text = probabilityInWords(probability);
      const [, word, sign, digits, relation, of, outOf] =
        /^(.*), ([<>]?)(\d+) % \((about|fewer than|more than) (\d+) in (\d+)\)$/.exec(text)!;
      return { text, word, sign, figure: Number(digits), relation, frequency: (100 * Number(of)) / Number(outOf) };
    };
    const share = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
    const words = new Map<string, string>();
    fc.assert(
      fc.property(share, share, (p, q) => {
        const [low, high] = [shown(Math.min(p, q)), shown(Math.max(p, q))];
        expect(low.figure).toBeLessThanOrEqual(high.figure);
        expect(low.frequency).toBeLessThanOrEqual(high.frequency);
        for (const { text, word, sign, figure, relation, frequency } of [low, high]) {
          const key = `${sign}${figure}`;
          expect(words.get(key) ?? text).toBe(text);
          words.set(key, text);
          if (sign === '') expect(word).toBe(probabilityWords.find(({ from }) => figure / 100 >= from)?.word);
          if (relation === 'about') expect(Math.abs(frequency - figure)).toBeLessThanOrEqual(figure < 20 ? 1.5 : 5);
          if (relation === 'more than') expect(figure).toBeGreaterThan(frequency);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('uses the words that the README publishes', async () => {
    const readme = await readFile(join(import.meta.dirname, 'README.md'), 'utf8');
    const published = [...readme.matchAll(/^\| (\d+)(?: %)? \| ([a-z ]+) \|$/gm)].map(([, from, word]) => [
      Number(from),
      word,
    ]);
    expect(published).toEqual(probabilityWords.map(({ from, word }) => [Math.round(from * 100), word]));
  });

  it('has a word for every probability, from the highest range down', () => {
    const bounds = probabilityWords.map(({ from }) => from);
    expect(bounds).toEqual(bounds.toSorted((a, b) => b - a));
    expect(bounds.at(-1)).toBe(0);
  });
});
