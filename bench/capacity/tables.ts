import type { Measured, MeasuredCalls } from './measured.ts';
import {
  type Assumptions,
  type CallPlan,
  peakOf,
  perProcess,
  planCalls,
  planScreening,
  type ScreeningPlan,
} from './plan.ts';
import { simulate } from './simulate.ts';

/** Headings and rows, as a page or a terminal shows them. */
export interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Loads that somebody may have: calls of a day, with their busiest hour, or calls of a second. */
const loads = [
  { perDay: 10_000 },
  { perDay: 100_000 },
  { perDay: 1_000_000 },
  { perSecond: 100 },
  { perSecond: 1_000 },
] as const;
const populations = [10_000, 1_000_000, 100_000_000] as const;

const count = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
/** Two digits: what is planned is known no better. */
export const rough = (value: number) =>
  value >= 100 ? count(Number(value.toPrecision(2))) : String(Number(value.toPrecision(2)));
const percent = (share: number) => (share < 0.01 ? '<1 %' : `${rough(share * 100)} %`);
const ms = (value: number) => value.toFixed(0);

/** The simulation beside a server: is it to be believed? */
export function comparison({ calls, rates }: Measured): Table {
  const rows = rates.map(({ kb, perSecond, ...met }) => {
    const simulated = simulate(perSecond, callsOf(kb, calls));
    const pair = (of: 'p50Ms' | 'p95Ms' | 'p99Ms') => `${ms(simulated[of])} / ${ms(met[of])}`;
    return [`${kb} KB`, String(perSecond), percent(simulated.busy), pair('p50Ms'), pair('p95Ms'), pair('p99Ms')];
  });
  const headings = ['prefetch', 'calls/s', 'busy', 'p50 ms', 'p95 ms', 'p99 ms'];
  return { headings, rows };
}

/** What one process bears. */
export function oneProcess({ calls }: Measured, given: Assumptions): Table {
  const rows = calls.map((some) => {
    const rate = perProcess(some, given);
    const { p50Ms, p95Ms, p99Ms } = simulate(rate, some);
    return [
      `${some.kb} KB`,
      some.loopMs.toFixed(1),
      some.cpuMs.toFixed(1),
      rough(rate),
      ms(p50Ms),
      ms(p95Ms),
      ms(p99Ms),
    ];
  });
  return { headings: ['prefetch', 'loop ms', 'processor ms', 'calls/s', 'p50 ms', 'p95 ms', 'p99 ms'], rows };
}

export const callHeadings = [
  'calls',
  'at the peak',
  'processes',
  'cores',
  'memory',
  'p95, p99 ms',
  'PostgreSQL',
  'its disk, a year',
  'a year',
] as const;

export const callRow = (name: string, plan: CallPlan): readonly string[] => [
  name,
  `${rough(plan.perSecond)} /s`,
  String(plan.processes),
  rough(plan.cores),
  `${rough(plan.memoryGb)} GB`,
  `${ms(plan.load.p95Ms)}, ${ms(plan.load.p99Ms)}`,
  percent(plan.postgresShare),
  `${rough(plan.databaseGbPerYear)} GB`,
  `${rough(plan.costPerYear)} USD`,
];

/** Plans of loads from a small hospital to a large vendor, for calls of one size. */
export function plansOf(kb: number, measured: Measured, given: Assumptions): readonly NamedPlan[] {
  const calls = callsOf(kb, measured.calls);
  const bears = perProcess(calls, given);
  return loads.map((load) => {
    const perSecond = 'perDay' in load ? peakOf(load.perDay, given) : load.perSecond;
    const name = 'perDay' in load ? `${count(load.perDay)} a day` : `${count(load.perSecond)} a second`;
    return { name, plan: planCalls(perSecond, calls, measured, given, bears) };
  });
}

interface NamedPlan {
  readonly name: string;
  readonly plan: CallPlan;
}

export const callTable = (plans: readonly NamedPlan[]): Table => ({
  headings: callHeadings,
  rows: plans.map(({ name, plan }) => callRow(name, plan)),
});

/** What the same loads ask of workers, Redis and the FHIR server, where these are used. */
export const backTable = (plans: readonly NamedPlan[]): Table => ({
  headings: ['calls at the peak', 'workers', 'Redis, of one core', 'searches without prefetch'],
  rows: plans.map(({ plan: { perSecond, workers, redisShare, readsPerSecond } }) => [
    `${rough(perSecond)} /s`,
    String(workers),
    percent(redisShare),
    `${rough(readsPerSecond)} /s`,
  ]),
});

export const screeningHeadings = [
  'patients',
  'core-hours',
  'cores for a night',
  'memory',
  'export',
  'export, at least',
  'a crawl',
  'costs',
] as const;

export const screeningRow = (plan: ScreeningPlan): readonly string[] => [
  count(plan.patients),
  rough(plan.coreHours),
  String(plan.cores),
  `${rough(plan.memoryGb)} GB`,
  `${rough(plan.exportGb)} GB`,
  `${rough(plan.exportMbPerSecond)} MB/s`,
  plan.crawlDays < 1 ? `${rough(plan.crawlDays * 24)} h` : `${rough(plan.crawlDays)} days`,
  plan.cost < 0.01 ? '<0.01 USD' : `${rough(plan.cost)} USD`,
];

export const screeningTable = (measured: Measured, given: Assumptions): Table => ({
  headings: screeningHeadings,
  rows: populations.map((patients) => screeningRow(planScreening(patients, measured, given))),
});

export function callsOf(kb: number, calls: readonly MeasuredCalls[]): MeasuredCalls {
  const found = calls.find((some) => some.kb === kb);
  if (!found)
    throw new Error(`Calls of ${kb} KB were not measured; ${calls.map((some) => some.kb).join(' and ')} were.`);
  return found;
}
