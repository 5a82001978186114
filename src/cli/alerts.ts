import type { Assessment } from '../assessment/assessment.ts';
import { isLikely } from '../assessment/is-likely.ts';
import { type ShownEntry, shownEntries } from '../assessment/shown-entries.ts';
import { cardOf } from '../cds-hooks/card.ts';
import { loadServices } from '../cds-hooks/load-services.ts';
import type { CdsService } from '../cds-hooks/service-schema.ts';
import { loadConfig } from '../config/load.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { percent } from '../inference/percent.ts';
import { openServing } from '../serving.ts';
import { readArguments } from './arguments.ts';
import { type FolderCall, folderCalls } from './folder-calls.ts';

/** One patient's answer. */
interface Answer {
  readonly patient: string;
  readonly shown: readonly ShownEntry[];
  readonly silence?: string;
  readonly text?: string;
}

/** What a folder's patients would be shown at patient-view, and why the others would see nothing. */
export async function alerts(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    cards: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  });
  const [dir, ...more] = positionals;
  if (dir === undefined || more.length > 0) throw new HoofbeatsError('USAGE', 'Name one folder of NDJSON files.');
  const service = (await loadServices(cdsServicesDir)).find(({ hook }) => hook === 'patient-view');
  if (!service) throw new HoofbeatsError('CONFIG_INVALID', 'No service answers patient-view.');
  const answers = await answersOf(await folderCalls(dir), service);
  console.log(values.json ? JSON.stringify(summary(answers)) : summaryText(summary(answers)));
  for (const { text } of someOf(answers, Number(values.cards))) console.log(`\n${'='.repeat(80)}\n${text}`);
  return 0;
}

async function answersOf(calls: readonly FolderCall[], service: CdsService): Promise<readonly Answer[]> {
  let at = new Date();
  const serving = await openServing(loadConfig(process.env), { now: () => at });
  try {
    const answers: Answer[] = [];
    for (const { patientId, prefetch, at: then } of calls) {
      at = then;
      const request = { entrance: 'hook', patientId, prefetch, queries: {}, model: service.model } as const;
      const assessed = await serving.assessor.assess(request).catch((thrown: unknown) => thrown);
      answers.push(answerOf(patientId, assessed, service));
    }
    return answers;
  } finally {
    await serving.close();
  }
}

function answerOf(patient: string, assessed: unknown, service: CdsService): Answer {
  if (assessed instanceof HoofbeatsError) return { patient, shown: [], silence: assessed.code };
  if (assessed instanceof Error) throw assessed;
  const assessment = assessed as Assessment;
  const shown = shownEntries(assessment, service.thresholds);
  const card = cardOf(assessment, service, { publicUrl: () => 'http://127.0.0.1:3000' });
  if (!card) return { patient, shown, silence: silenceOf(assessment) };
  const { sex, ageYears } = assessment.case.subject;
  const who = `${sex ?? 'sex unknown'}, ${ageYears === undefined ? 'age unknown' : `${Math.floor(ageYears)} years`}`;
  return { patient, shown, text: `Patient/${patient} (${who})\n${card.summary}\n\n${card.detail}` };
}

const silenceOf = (assessment: Assessment): string => {
  const { applicability, differential } = assessment;
  if (applicability.verdict === 'abstain') return applicability.reasons[0]?.code ?? 'abstained';
  if (!isLikely(assessment)) return 'rare-disease-unlikely';
  return differential ? 'nothing-stands-out' : 'abstained';
};

interface Summary {
  readonly patients: number;
  readonly cards: number;
  /** Patients whose card names at least one of the kind. */
  readonly byKind: Readonly<Record<string, number>>;
  /** What is named, and on how many cards. */
  readonly named: Readonly<Record<string, number>>;
  readonly silent: Readonly<Record<string, number>>;
}

function summary(answers: readonly Answer[]): Summary {
  const shown = answers.filter(({ silence }) => silence === undefined);
  return {
    patients: answers.length,
    cards: shown.length,
    byKind: tally(shown.map((answer) => [...new Set(answer.shown.map(({ kind }) => kind))])),
    named: tally(shown.map((answer) => answer.shown.map(({ kind, label }) => `${kind}: ${label}`))),
    silent: tally(answers.map(({ silence }) => (silence === undefined ? [] : [silence]))),
  };
}

function tally(names: readonly (readonly string[])[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

const mostNamed = 40;

function summaryText({ patients, cards, byKind, named, silent }: Summary): string {
  const lines = (counts: Readonly<Record<string, number>>, most = Number.POSITIVE_INFINITY) =>
    Object.entries(counts)
      .slice(0, most)
      .map(([name, count]) => `  ${String(count).padStart(5)}  ${percent(count / patients).padStart(5)}  ${name}`);
  return [
    `${patients} patients, ${cards} with a card (${percent(cards / patients)})`,
    'Cards that name at least one:',
    ...lines(byKind),
    'Named:',
    ...lines(named, mostNamed),
    'No card, because:',
    ...lines(silent),
  ].join('\n');
}

/** Some cards, evenly spread over the folder. */
function someOf(answers: readonly Answer[], count: number): readonly Answer[] {
  const shown = answers.filter(({ text }) => text !== undefined);
  return Array.from(
    { length: Math.min(count, shown.length) },
    (_, at) => shown[Math.floor((at * shown.length) / count)]!,
  );
}
