import { describe, expect, it } from 'vitest';
import type { Assertion } from './assertion.ts';
import type { FindingStatus } from './finding.ts';
import { createIssueLog } from './issue-log.ts';
import { mergeAssertions } from './merge.ts';

function assertion(status: FindingStatus, date?: string, origin: Assertion['origin'] = 'measurement'): Assertion {
  return {
    term: 'HP:1',
    label: 'Term',
    status,
    origin,
    ...(date === undefined ? {} : { instant: Date.parse(date) }),
    source: {
      reference: `Observation/${date ?? 'undated'}`,
      display: 'Test',
      derivation: 'rule',
      ...(date === undefined ? {} : { date }),
    },
  };
}

function merged(...assertions: readonly Assertion[]) {
  const issues = createIssueLog();
  const [finding] = mergeAssertions(assertions, issues);
  return { status: finding?.status, sources: finding?.sources ?? [], issues: issues.list() };
}

describe('mergeAssertions', () => {
  it('is present while the latest measurement is abnormal', () => {
    const { status, sources } = merged(assertion('excluded', '2024-01-01'), assertion('present', '2024-02-01'));
    expect(status).toBe('present');
    expect(sources.map(({ date }) => date)).toEqual(['2024-02-01']);
  });

  it('stays present after two abnormal days, newest source first', () => {
    const { status, sources } = merged(
      assertion('present', '2024-01-01'),
      assertion('present', '2024-02-01'),
      assertion('excluded', '2024-03-01'),
    );
    expect(status).toBe('present');
    expect(sources.map(({ date }) => date)).toEqual(['2024-02-01', '2024-01-01']);
  });

  it('is unknown after one abnormal day that was followed by normal ones', () => {
    const { status, sources } = merged(
      assertion('present', '2024-01-01T08:00:00Z'),
      assertion('present', '2024-01-01T20:00:00Z'),
      assertion('excluded', '2024-03-01'),
    );
    expect(status).toBe('unknown');
    expect(sources).toHaveLength(2);
    expect(sources[0]?.derivation).toBe('rule; abnormal on 1 of 2 days, normal since');
  });

  it('is unknown when a much measured value was abnormal now and then', () => {
    const days = Array.from({ length: 28 }, (_, day) => `2024-02-${String(day + 1).padStart(2, '0')}`);
    const rows = days.map((date, day) => assertion(day === 3 || day === 9 ? 'present' : 'excluded', date));
    expect(merged(...rows).status).toBe('unknown');
    expect(merged(...rows.slice(0, 20)).status).toBe('present');
  });

  it('is excluded when every measurement was normal', () => {
    expect(merged(assertion('excluded', '2024-01-01'), assertion('excluded')).status).toBe('excluded');
  });

  it('lets a diagnosis outrank normal measurements, and says so', () => {
    const { status, issues } = merged(
      assertion('present', '2020-01-01', 'diagnosis'),
      assertion('excluded', '2024-01-01'),
    );
    expect(status).toBe('present');
    expect(issues).toMatchObject([{ code: 'contradiction', severity: 'information' }]);
  });

  it('takes the newest of diagnoses that contradict each other', () => {
    const { status, issues } = merged(
      assertion('present', '2020-01-01', 'diagnosis'),
      assertion('excluded', '2023-01-01', 'diagnosis'),
    );
    expect(status).toBe('excluded');
    expect(issues).toMatchObject([{ code: 'contradiction', severity: 'warning' }]);
  });

  it('leaves a differential diagnosis to the measurements', () => {
    expect(merged(assertion('unknown', '2024-01-01', 'diagnosis')).status).toBe('unknown');
    expect(merged(assertion('unknown', '2024-01-01', 'diagnosis'), assertion('present', '2023-01-01')).status).toBe(
      'present',
    );
  });
});
