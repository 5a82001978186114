import { findRecords, type NumberedRecord } from '../audit/audit-log.ts';
import { feedbackReport, type ServiceReport } from '../cds-hooks/feedback-report.ts';
import { loadServices } from '../cds-hooks/load-services.ts';
import { loadConfig } from '../config/load.ts';
import { cdsServicesDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { withRecords } from '../records.ts';
import { feedbackSince } from '../store/feedback.ts';
import type { Database } from '../store/open-database.ts';
import { readArguments } from './arguments.ts';

const dayMs = 86_400_000;

export function feedback(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    days: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  });
  const days = readDays(values.days);
  const from = new Date(Date.now() - days * dayMs);
  return withRecords(loadConfig(process.env), async ({ db, keys }) => {
    const services = await loadServices(cdsServicesDir);
    const reports = await feedbackReport(callsSince(from, db), await feedbackSince(from, db, keys.seal), services);
    if (values.json) console.log(JSON.stringify({ from: from.toISOString(), services: reports }));
    else console.log([`Since ${from.toISOString().slice(0, 10)}:`, ...reports.map(reportText)].join('\n\n'));
    return 0;
  });
}

function readDays(given: string): number {
  const days = Number(given);
  if (!Number.isInteger(days) || days < 1 || days > 3660)
    throw new HoofbeatsError('USAGE', '--days is an integer from 1 to 3660.');
  return days;
}

/** Rows read at a time. */
const pageSize = 500;

async function* callsSince(from: Date, db: Database): AsyncGenerator<NumberedRecord> {
  const query = { kind: 'call', from: from.toISOString(), count: pageSize };
  let page = await findRecords(query, db);
  while (page.length > 0) {
    yield* page;
    page = await findRecords({ ...query, before: page.at(-1)!.seq }, db);
  }
}

/** A report as a person reads it. */
export function reportText(report: ServiceReport): string {
  const { service, openings, shown, shownPer100Openings, accepted, overridden, unanswered, otherCards } = report;
  const lines: readonly (readonly [string, number, string])[] = [
    ['openings', openings, listed(report.silent, 'silent: ')],
    ['cards shown', shown, `${shownPer100Openings} per 100 openings`],
    ['accepted', accepted, listed(report.acceptedSuggestions)],
    ['overridden', overridden, listed(report.overriddenBy)],
    ['no report', unanswered, 'ignored, or not reported yet'],
    ['other cards', otherCards, 'reports about cards of before, or not ours'],
  ];
  return [
    service,
    ...lines.map(([name, count, note]) => `  ${name.padEnd(12)}${String(count).padStart(7)}  ${note}`.trimEnd()),
  ].join('\n');
}

function listed(counts: Readonly<Record<string, number>>, before = ''): string {
  const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  return sorted.length === 0 ? '' : before + sorted.map(([name, count]) => `${name} ${count}`).join(', ');
}
