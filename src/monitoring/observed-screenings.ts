import { createMetrics, type Metrics } from './metrics.ts';
import { screeningMetrics } from './screening-metrics.ts';

/** How a run of `hoofbeats screen` stands: its `run.json`. */
interface ScreeningRun {
  readonly id: string;
  readonly phase: string;
  readonly stopped?: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string;
  readonly progress: { readonly done: number; readonly total?: number };
  readonly secondsLeft?: number;
  readonly assessed: number;
  readonly notAssessable: number;
  readonly carriedOver: number;
  readonly problems: number;
}

const instant = (iso: string) => Date.parse(iso) / 1000;

/** Shows how the latest run of every source stands, in place of what was shown before. */
export function showScreenings(runs: readonly ScreeningRun[], metrics: Metrics): void {
  for (const key of screeningKeys) metrics[key].reset();
  for (const run of runs) showRun(run, metrics);
}

function showRun(run: ScreeningRun, metrics: Metrics): void {
  const { id: screening, phase, stopped, progress, finishedAt, secondsLeft } = run;
  metrics.screeningPhase.set({ screening, phase }, 1);
  // In whose words it failed is for the log and the operator's page.
  if (stopped !== undefined)
    metrics.screeningStopped.set({ screening, reason: stopped === 'interrupted' ? 'interrupted' : 'failed' }, 1);
  if (progress.total) metrics.screeningProgress.set({ screening }, progress.done / progress.total);
  if (secondsLeft !== undefined) metrics.screeningLeft.set({ screening }, secondsLeft);
  metrics.screeningPatients.set({ screening, outcome: 'assessed' }, run.assessed);
  metrics.screeningPatients.set({ screening, outcome: 'not-assessable' }, run.notAssessable);
  metrics.screeningCarriedOver.set({ screening }, run.carriedOver);
  metrics.screeningProblems.set({ screening }, run.problems);
  metrics.screeningStarted.set({ screening }, instant(run.startedAt));
  metrics.screeningUpdated.set({ screening }, instant(run.updatedAt));
  if (finishedAt !== undefined) metrics.screeningFinished.set({ screening }, instant(finishedAt));
}

const screeningKeys = Object.keys(screeningMetrics) as (keyof typeof screeningMetrics)[];

/** The same of one run as a text file, for whatever reads such files in the run's place (node_exporter's textfile collector). */
export async function screeningText(run: ScreeningRun): Promise<string> {
  const metrics = createMetrics();
  showScreenings([run], metrics);
  const texts = Object.values(screeningMetrics).map(({ name }) => metrics.registry.getSingleMetricAsString(name));
  return `${(await Promise.all(texts)).join('\n\n')}\n`;
}
