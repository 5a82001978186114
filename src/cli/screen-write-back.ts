import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { PatientResult } from '../screening/patient-result.ts';
import type { AlertKind } from '../screening/write-back/alerts.ts';
import { type WriteBackSummary, writeBack } from '../screening/write-back/write-back.ts';
import { accessTo } from './screen-source.ts';

/** Options that say whether, and what, a screening writes into an EHR. */
export const writeBackOptions = {
  'write-back': { type: 'string' },
  alert: { type: 'string' },
  'high-risk': { type: 'string' },
} as const;

type WriteBackValues = { readonly [Name in keyof typeof writeBackOptions]?: string | undefined };

/** Writes the patients of the work list in `out`. */
export type WriteResults = (results: () => AsyncIterable<PatientResult>, out: string) => Promise<WriteBackSummary>;

/**
 * What `--write-back` asks for; undefined without it. Read before the screening begins, not after hours.
 * @throws HoofbeatsError USAGE, CONFIG_INVALID
 */
export async function writeBackOf(values: WriteBackValues, config: Config): Promise<WriteResults | undefined> {
  const { 'write-back': url, alert, 'high-risk': given } = values;
  if (url === undefined) {
    if (alert ?? given) throw new HoofbeatsError('USAGE', '--alert and --high-risk belong to --write-back URL.');
    return undefined;
  }
  if (given !== undefined && alert === undefined)
    throw new HoofbeatsError('USAGE', '--high-risk belongs to --alert flag or --alert communication.');
  const server = url.replace(/\/+$/, '');
  const access = await accessTo(server, { ...config, BACKEND_SCOPE: config.BACKEND_WRITE_SCOPE });
  const options = {
    server,
    ...(access && { access }),
    ...(alert !== undefined && { alert: alertKind(alert) }),
    ...(given !== undefined && { highRisk: probability(given) }),
  };
  return (results, out) => writeBack(results, { ...options, out });
}

/** `Written back: 4 RiskAssessment, 4 Task created. 8 were there already, 0 were refused.` */
export function writtenText(summary: WriteBackSummary): string {
  const sum = (outcome: 'existing' | 'refused') =>
    Object.values(summary).reduce((total, counts) => total + counts[outcome], 0);
  const created = Object.entries(summary).map(([type, counts]) => `${counts.created} ${type}`);
  return `Written back: ${created.join(', ') || 'nothing'} created. ${sum('existing')} were there already, ${sum('refused')} were refused.`;
}

function alertKind(given: string): AlertKind {
  if (given === 'flag' || given === 'communication') return given;
  throw new HoofbeatsError('USAGE', '--alert is flag or communication.');
}

function probability(given: string): number {
  const number = Number(given);
  if (given.trim() === '' || !(number >= 0 && number <= 1))
    throw new HoofbeatsError('USAGE', '--high-risk is a probability from 0 to 1.');
  return number;
}
