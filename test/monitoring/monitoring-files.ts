import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config/paths.ts';

const chart = join(projectRoot, 'helm', 'hoofbeats');

/** A rule of a Prometheus rule file. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export const alertFiles = readdirSync(join(chart, 'alerts')).map((name) => join(chart, 'alerts', name));

export const alertRules: readonly AlertRule[] = alertFiles.flatMap((path) =>
  (parse(readFileSync(path, 'utf8')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules),
);

interface Target {
  readonly expr: string;
  readonly datasource: { readonly uid: string };
}

/** A panel of a Grafana dashboard, as far as it is ours to get right. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly uid: string };
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit: string;
      readonly thresholds: { readonly steps: readonly { readonly value: number | null }[] };
    };
  };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
}

export interface Dashboard {
  readonly file: string;
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string; readonly query: string }[];
  };
  readonly panels: readonly Panel[];
}

export const dashboards: readonly Dashboard[] = readdirSync(join(chart, 'dashboards')).map((file) => ({
  file,
  ...JSON.parse(readFileSync(join(chart, 'dashboards', file), 'utf8')),
}));

/** What Grafana puts in place of its own variables. */
export const asAsked = (expr: string): string => expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', '1h');

/** Every query of panels and rules, with where it stands. */
export const queries: readonly { readonly place: string; readonly expr: string }[] = [
  ...alertRules.map(({ alert, expr }) => ({ place: alert, expr })),
  ...dashboards.flatMap(({ file, panels }) =>
    panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ place: `${file}: ${title}`, expr: asAsked(expr) })),
    ),
  ),
];
