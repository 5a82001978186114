import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricEntry } from './metric-entry.ts';
import { metricTable } from './metric-table.ts';

type Table = typeof metricTable;
type Label<Entry extends MetricEntry> = Entry['labels'][number];
interface Instruments<Name extends string> {
  readonly counter: Counter<Name>;
  readonly histogram: Histogram<Name>;
  readonly gauge: Gauge<Name>;
}

/** One instrument per row of the table, typed with the row's labels, and the registry that renders them. */
export type Metrics = { readonly [Key in keyof Table]: Instruments<Label<Table[Key]>>[Table[Key]['kind']] } & {
  readonly registry: Registry;
};

/** A fresh set of instruments. `processMetrics` adds memory, CPU, garbage collection and event loop lag. */
export function createMetrics({ processMetrics = false } = {}): Metrics {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const instruments = Object.entries(metricTable).map(([key, entry]) => [key, begun(entry, registry)]);
  return { ...Object.fromEntries(instruments), registry };
}

/** What Prometheus has never seen cannot rise: a series whose labels are known begins at 0. */
function begun(entry: MetricEntry, registry: Registry) {
  const own = instrument(entry, registry);
  for (const labels of knownSeries(entry)) {
    if (own instanceof Counter) own.inc(labels, 0);
    else if (own instanceof Histogram) own.zero(labels);
  }
  return own;
}

/** Every combination of label values, where all are known. */
function knownSeries({ labels, values }: MetricEntry): readonly Readonly<Record<string, string>>[] {
  if (labels.length === 0) return [];
  return labels.reduce<Readonly<Record<string, string>>[]>(
    (series, label) => series.flatMap((one) => (values?.[label] ?? []).map((value) => ({ ...one, [label]: value }))),
    [{}],
  );
}

function instrument({ kind, name, help, labels, buckets, together }: MetricEntry, registry: Registry) {
  const options = {
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    ...(together && { aggregator: together }),
  };
  switch (kind) {
    case 'counter':
      return new Counter(options);
    case 'gauge':
      return new Gauge(options);
    case 'histogram':
      return new Histogram({ ...options, ...(buckets && { buckets: [...buckets] }) });
  }
}

/** A label value that is a code; anything longer or freer is `other`, so that no sentence becomes a time series. */
export const codeLabel = (value: string) => (/^[A-Za-z][A-Za-z0-9_.-]{0,47}$/.test(value) ? value : 'other');
