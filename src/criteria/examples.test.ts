import { describe, expect, it } from 'vitest';
import { exampleRecord } from './example-record.fixture.ts';
import { criteria, judgeRecord } from './shipped-criteria.fixture.ts';

describe.each(criteria.map((criterion) => [criterion.id, criterion] as const))('%s', (_, criterion) => {
  it.each(criterion.examples.map((example) => [example.expect, example.title, example] as const))(
    'is %s: %s',
    (_expected, _title, example) => {
      const result = judgeRecord(criterion, exampleRecord(example, criterion));
      expect({ verdict: result.verdict, stage: result.stage }, JSON.stringify(result, null, 1)).toEqual({
        verdict: example.expect,
        stage: example.stage,
      });
      // Whatever is met shows why, and whatever cannot be assessed says what is missing or why it does not apply.
      if (result.verdict === 'met' || result.verdict === 'provisional') expect(result.evidence).not.toEqual([]);
      if (result.verdict === 'not-assessable') expect([...result.missing, result.text]).not.toEqual([undefined]);
      for (const { reference, date, value, text } of result.evidence) {
        expect({ text, dated: value === undefined || (reference !== undefined && date !== undefined) }).toMatchObject({
          dated: true,
        });
      }
    },
  );

  it('has examples of every kind', () => {
    const kinds = criterion.examples.map(({ expect: expected }) => expected);
    expect(kinds).toContain('not-met');
    expect(kinds).toContain('not-assessable');
    expect(kinds.includes('met') || kinds.includes('provisional')).toBe(true);
  });
});
