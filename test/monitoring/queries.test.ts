import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import type { MetricEntry } from '../../src/monitoring/metric-entry.ts';
import { metricTable } from '../../src/monitoring/metric-table.ts';
import { createMetrics } from '../../src/monitoring/metrics.ts';
import { laneNames } from '../../src/queue/lanes.ts';
import { runPhases } from '../../src/screening/run-state.ts';
import { dashboards, queries } from './monitoring-files.ts';
import { parsePromql } from './promql.ts';

const table: readonly MetricEntry[] = Object.values(metricTable);
/** Labels that Prometheus adds to all that it scrapes. */
const scraped = ['instance', 'job'];

interface Series {
  readonly labels: readonly string[];
  readonly values?: MetricEntry['values'];
}

/** Every series that there can be, by its name. */
const series = new Map<string, Series>([['up', { labels: [] }]]);
for (const { name, kind, labels, values } of table) {
  const known = values && { values };
  if (kind !== 'histogram') series.set(name, { labels, ...known });
  else
    for (const suffix of ['_bucket', '_count', '_sum'])
      series.set(name + suffix, { labels: [...labels, 'le'], ...known });
}
for (const { name } of createMetrics({ processMetrics: true }).registry.getMetricsAsArray())
  if (!name.startsWith('hoofbeats_')) series.set(name, { labels: [] });

/** Templates of routes, as the tables of routes name them. */
const routes = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => [...readFileSync(join(projectRoot, 'src', name), 'utf8').matchAll(/path: '(\/[^']*)'/g)])
  .map(([, path]) => path!);

/** Values of labels of HTTP. */
const ofHttp: MetricEntry['values'] = {
  route: routes,
  method: ['GET', 'POST'],
  status: ['200', '401', '403', '429', '500', '503'],
};

const takes = (operator: string, wanted: string, values: readonly string[]) =>
  operator.endsWith('~') ? values.some((value) => new RegExp(`^(?:${wanted})$`).test(value)) : values.includes(wanted);

describe('queries of dashboards and alert rules', () => {
  it('are many', () => {
    expect(queries.length).toBeGreaterThan(80);
    expect(routes).toContain('/cds-services/:id');
  });

  it.each(queries)('$place: PromQL about metrics, labels and values that there are', ({ expr }) => {
    const { errors, selectors, grouping } = parsePromql(expr);
    expect(errors).toEqual([]);
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.map(({ metric }) => metric).filter((metric) => !series.has(metric))).toEqual([]);
    for (const { metric, matchers } of selectors) {
      const { labels, values } = series.get(metric)!;
      for (const { label, operator, value } of matchers) {
        expect([...labels, ...scraped], metric).toContain(label);
        const known = values?.[label] ?? ofHttp[label];
        if (known) expect(takes(operator, value, known), `${metric} ${label}${operator}${value}`).toBe(true);
      }
    }
    const labels = [...selectors.flatMap(({ metric }) => series.get(metric)!.labels), ...scraped];
    expect(grouping.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('would be refused for a metric, a label or a value that there is not', () => {
    expect(parsePromql('sum(rate(x[5m])').errors).not.toEqual([]);
    expect(series.has('hoofbeats_no_such_total')).toBe(false);
    expect(takes('=', 'lates', metricTable.queueFallbacks.values.reason)).toBe(false);
    expect(takes('=~', 'faild|died', metricTable.workerJobs.values.outcome)).toBe(false);
  });
});

describe('the values of labels that the table knows', () => {
  it('are those of the code', () => {
    expect(metricTable.queueJobs.values.lane).toEqual(laneNames);
    expect(metricTable.screeningPhase.values.phase).toEqual(runPhases);
  });

  it('belong to labels', () => {
    for (const { name, labels, values = {} } of table)
      expect(
        Object.keys(values).filter((label) => !labels.includes(label)),
        name,
      ).toEqual([]);
  });
});

describe.each(dashboards)('dashboard $file', ({ uid, title, schemaVersion, templating, panels }) => {
  const own = panels.filter(({ type }) => type !== 'row');

  it('is found by a name that stays, and takes whatever data source it is given', () => {
    expect(uid).toMatch(/^hoofbeats-[a-z]+$/);
    expect(dashboards.filter((other) => other.uid === uid)).toHaveLength(1);
    expect(title).toMatch(/^Hoofbeats: /);
    expect(schemaVersion).toBeGreaterThanOrEqual(41);
    expect(templating.list).toEqual([
      expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' }),
    ]);
    for (const { title: panel, targets = [], datasource } of own)
      for (const source of [datasource, ...targets.map((target) => target.datasource)])
        expect(source?.uid, panel).toMatch(/^\$\{datasource\}$/);
  });

  it('explains every panel, with its unit and the reason of its thresholds', () => {
    expect(own.length).toBeGreaterThan(10);
    for (const { title: panel, description = '', fieldConfig, targets = [] } of own) {
      expect(description, panel).toMatch(/\.$/);
      expect(fieldConfig?.defaults.unit, panel).toMatch(/^[a-z]+$/);
      expect(targets.length, panel).toBeGreaterThan(0);
      const limits = fieldConfig!.defaults.thresholds.steps.filter(({ value }) => value !== null);
      if (limits.length > 0) expect(description, panel).toMatch(/\b[Rr]ed\b|Lines:/);
    }
  });

  it('has its panels beside and below one another', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });
});
