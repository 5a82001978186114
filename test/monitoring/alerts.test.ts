import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { projectRoot } from '../../src/config/paths.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import type { AlertCase } from './alert-cases/alert-case.ts';
import { keptCases } from './alert-cases/kept.ts';
import { modelsCases } from './alert-cases/models.ts';
import { queuesCases } from './alert-cases/queues.ts';
import { serviceCases } from './alert-cases/service.ts';
import { alertFiles, alertRules } from './monitoring-files.ts';

/** Debian's package prometheus has it. */
const promtoolInstalled = (() => {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const alertCases = [...serviceCases, ...keptCases, ...queuesCases, ...modelsCases];
const runbook = readFileSync(join(projectRoot, 'docs', 'alerts.md'), 'utf8');
/** Headings of the runbook with what stands below them. */
const sections = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0]!, section]),
);
const names = alertRules.map(({ alert }) => alert);

describe('alert rules', () => {
  it('have names of their own, a severity, a time, a summary and a description', () => {
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
    for (const { alert, for: time, labels, annotations } of alertRules) {
      expect(alert).toMatch(/^Hoofbeats[A-Z]/);
      expect(labels, alert).toEqual({ severity: expect.stringMatching(/^(warning|critical)$/) });
      expect(time, alert).toMatch(/^\d+[mh]$/);
      for (const text of [annotations.summary, annotations.description]) expect(text, alert).toMatch(/[.]$/);
    }
  });

  it('each point to a section of the runbook, and each section is pointed to', () => {
    expect([...sections.keys()].sort()).toEqual([...names].sort());
    for (const { alert, annotations } of alertRules)
      expect(annotations.runbook).toBe(`docs/alerts.md#${alert.toLowerCase()}`);
  });

  it('say in the runbook what they mean, what to look at and what to do', () => {
    for (const [alert, section] of sections)
      for (const part of ['**Means**', '**Look**', '**Do**']) expect(section, alert).toContain(part);
  });

  it('are each tried where they fire and where they do not', () => {
    for (const alert of names) {
      const own = alertCases.filter((one) => one.alert === alert).map(({ firing }) => firing > 0);
      expect(new Set(own), alert).toEqual(new Set([true, false]));
    }
    expect(alertCases.filter(({ alert }) => !names.includes(alert))).toEqual([]);
  });
});

describe.skipIf(!promtoolInstalled)('alert rules by promtool (needs prometheus)', { timeout: 120_000 }, () => {
  const promtool = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it('are rules that Prometheus takes', () => {
    const { status, said } = promtool('check', 'rules', ...alertFiles);
    expect(status, said).toBe(0);
  });

  // One file for each interval: promtool looks at all rules of a file as often as the file says.
  it.each([...new Set(alertCases.map(({ interval = 1 }) => interval))])(
    'fire when they should, and do not when they should not: looked at every %i min',
    (every) => {
      const file = join(temporaryFolder(), 'alerts.test.yaml');
      const tests = alertCases.filter(({ interval = 1 }) => interval === every).map(promtoolTest);
      writeFileSync(file, stringify({ rule_files: alertFiles, evaluation_interval: `${every}m`, tests }));
      const { status, said } = promtool('test', 'rules', file);
      expect(status, said).toBe(0);
    },
  );
});

const promtoolTest = ({ alert, what, series, interval = 1, at, firing }: AlertCase) => ({
  name: `${alert}: ${what}`,
  interval: `${interval}m`,
  input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  promql_expr_test: [
    {
      expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
      eval_time: at,
      exp_samples: [{ labels: '{}', value: firing }],
    },
  ],
});
