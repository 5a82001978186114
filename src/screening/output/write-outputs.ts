import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PatientResult } from '../patient-result.ts';
import { bestOf } from './best-of.ts';
import { type OutputFile, openOutputFile } from './output-file.ts';
import { readMe } from './read-me.ts';
import { reportPage } from './report/page.ts';
import type { RunDescription, RunSummary } from './run-summary.ts';
import { createRunTally } from './run-tally.ts';
import { screenedRiskAssessment } from './screened-risk-assessment.ts';
import { compareRows, type WorkListRow, workListOrder, workListRow } from './work-list.ts';
import { workListHeader, workListRecord } from './work-list-csv.ts';

export interface OutputOptions {
  /** Folder of the outputs; made when it is not there. What it held under the same names is replaced. */
  readonly out: string;
  /** Most patients on the work list. */
  readonly top: number;
  /** Asked for when all results have been read. */
  readonly run: () => Promise<RunDescription>;
}

/**
 * Writes everything that a run gives to people and programs: `worklist.csv`, `worklist.ndjson`, `riskassessments.ndjson`,
 * `not-assessable.ndjson`, `summary.json`, `report.html` and `README.txt`. Reads the results once; holds the work list and
 * counters. A file appears when it is complete. The same results give the same bytes.
 * @param results every screened patient, once
 */
export async function writeOutputs(
  results: () => AsyncIterable<PatientResult>,
  { out, top, run }: OutputOptions,
): Promise<RunSummary> {
  await mkdir(out, { recursive: true });
  const best = bestOf<WorkListRow>(top, compareRows);
  const tally = createRunTally();
  const rows = await withFiles(out, streamed, async (write) => {
    for await (const result of results()) {
      tally.add(result);
      const row = workListRow(result);
      if (row) best.offer(row);
      if (result.verdict === 'assessed') await write('riskassessments.ndjson', line(screenedRiskAssessment(result)));
      else await write('not-assessable.ndjson', line(notAssessable(result)));
    }
  });
  const described = await run();
  const list = best.ranked();
  const listed = await withFiles(out, ['worklist.csv', 'worklist.ndjson'], async (write) => {
    await write('worklist.csv', workListHeader, 0);
    for (const [at, row] of list.entries()) {
      await write('worklist.csv', workListRecord(row, at + 1));
      await write('worklist.ndjson', line({ position: at + 1, ...row }));
    }
  });
  const files = [...listed, ...rows];
  const summary: RunSummary = { run: described, ...tally.figures(), workList: workListFigures(list, top), files };
  await writeWhole(out, {
    'report.html': reportPage(summary, list),
    'README.txt': readMe(summary),
    // Last: where it is, everything is.
    'summary.json': `${JSON.stringify(summary, null, 2)}\n`,
  });
  return summary;
}

const streamed = ['riskassessments.ndjson', 'not-assessable.ndjson'] as const;

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

const notAssessable = ({
  patient,
  reason,
  reasonCode,
  findings,
  sex,
  ageYears,
  versions,
  assessedAt,
}: PatientResult) => ({
  patient,
  reason,
  reasonCode,
  findings,
  sex,
  ageYears,
  versions,
  assessedAt,
});

function workListFigures(list: readonly WorkListRow[], top: number): RunSummary['workList'] {
  const figures = { top, length: list.length, order: workListOrder };
  const probabilities = list.flatMap(({ rareDiseaseProbability }) => rareDiseaseProbability ?? []);
  if (probabilities.length === 0 || probabilities.length < list.length) return figures;
  const expectedYield = probabilities.reduce((sum, probability) => sum + probability, 0);
  return {
    ...figures,
    lowestProbability: probabilities.at(-1)!,
    expectedYield,
    numberNeededToReview: list.length / expectedYield,
  };
}

type Write<Name extends string> = (name: Name, text: string, rows?: number) => Promise<void>;

/** Opens files, and puts them in place when `work` is done; none of them when it fails. Gives the number of rows of each. */
async function withFiles<Name extends string>(
  out: string,
  names: readonly Name[],
  work: (write: Write<Name>) => Promise<void>,
): Promise<RunSummary['files']> {
  const files = new Map<Name, OutputFile>(names.map((name) => [name, openOutputFile(join(out, name))]));
  const counts = new Map<Name, number>(names.map((name) => [name, 0]));
  try {
    await work(async (name, text, rows = 1) => {
      counts.set(name, counts.get(name)! + rows);
      await files.get(name)!.write(text);
    });
    for (const file of files.values()) await file.close();
  } catch (thrown) {
    for (const file of files.values()) await file.abandon();
    throw thrown;
  }
  return names.map((name) => ({ name, rows: counts.get(name)! }));
}

async function writeWhole(out: string, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(texts)) {
    const file = openOutputFile(join(out, name));
    await file.write(text);
    await file.close();
  }
}
