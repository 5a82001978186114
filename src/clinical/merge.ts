import type { Assertion } from './assertion.ts';
import type { Finding, FindingSource, FindingStatus } from './finding.ts';
import type { IssueLog } from './issue-log.ts';

const leastDays = 2;
const leastShare = 0.1;

/** Whether a term counts as present although the latest measurement was normal: see `mergeAssertions`. */
export const isLasting = (abnormalDays: number, measuredDays: number) =>
  abnormalDays >= leastDays && abnormalDays >= measuredDays * leastShare;

/**
 * One Finding for each term, from everything that the record says about it.
 *
 * - A diagnosis outranks measurements: a disease under treatment may measure normal. Of diagnoses that disagree
 *   (present, refuted) the newest counts, and the disagreement is an issue.
 * - Measurements change. A term is present when its latest measurement says so, or when it was abnormal on two days or
 *   more and on a tenth of the days it was measured: rare diseases show themselves over time, and a value that is normal
 *   under treatment does not undo them. A tenth, because one healthy value in twenty lies outside its interval, so that
 *   who is measured daily is "abnormal" now and then in everything.
 * - Abnormal more rarely and normal since is *unknown*: in acute illness such a value is noise more often than not.
 * - Otherwise, every measurement being normal, the term is excluded.
 */
export function mergeAssertions(assertions: readonly Assertion[], issues: IssueLog): readonly Finding[] {
  const byTerm = new Map<string, Assertion[]>();
  for (const assertion of assertions) {
    const same = byTerm.get(assertion.term);
    if (same) same.push(assertion);
    else byTerm.set(assertion.term, [assertion]);
  }
  return [...byTerm.keys()].sort().flatMap((term) => {
    const same = (byTerm.get(term) ?? []).sort(newestFirst);
    const [newest] = same;
    return newest ? [mergeTerm(term, newest.label, same, issues)] : [];
  });
}

function mergeTerm(term: string, label: string, same: readonly Assertion[], issues: IssueLog): Finding {
  const diagnoses = same.filter(({ origin }) => origin === 'diagnosis');
  const [newest] = diagnoses;
  const { status, note } =
    newest === undefined || newest.status === 'unknown'
      ? measuredStatus(same)
      : { status: newest.status, note: undefined };
  if (newest) reportContradiction(label, status, same, issues);
  // What is undecided is told by what speaks for it; the note counts the rest.
  const supporting = same.filter((assertion) =>
    status === 'unknown' ? assertion.status !== 'excluded' : assertion.status === status,
  );
  return { term, label, status, sources: supporting.map(({ source }) => withNote(source, note)) };
}

function measuredStatus(all: readonly Assertion[]): { status: FindingStatus; note: string | undefined } {
  const measurements = all.filter(({ origin }) => origin === 'measurement');
  const days = new Set(measurements.filter(({ status }) => status === 'present').map(dayOf));
  const [latest] = measurements;
  if (latest === undefined) return { status: 'unknown', note: undefined };
  if (days.size === 0) return { status: 'excluded', note: undefined };
  const measuredDays = new Set(measurements.map(dayOf));
  const lastInstant = latest.instant;
  const presentLast = measurements.some(({ status, instant }) => status === 'present' && instant === lastInstant);
  if (presentLast || isLasting(days.size, measuredDays.size)) return { status: 'present', note: undefined };
  return { status: 'unknown', note: `abnormal on ${days.size} of ${measuredDays.size} days, normal since` };
}

function dayOf({ source }: Assertion): string {
  return source.date?.slice(0, 10) ?? '';
}

function withNote(source: FindingSource, note: string | undefined): FindingSource {
  return note === undefined ? source : { ...source, derivation: `${source.derivation}; ${note}` };
}

/** Newest first, undated last; then by text, so that the order of the input leaves no trace. */
function newestFirst(a: Assertion, b: Assertion): number {
  const byTime = (b.instant ?? Number.NEGATIVE_INFINITY) - (a.instant ?? Number.NEGATIVE_INFINITY);
  if (byTime !== 0 && !Number.isNaN(byTime)) return byTime;
  const keyA = sortKey(a);
  const keyB = sortKey(b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function sortKey({ status, source }: Assertion): string {
  return [source.reference, status, source.derivation, source.value, source.unit, source.display, source.date].join(
    '\n',
  );
}

function reportContradiction(label: string, status: FindingStatus, same: readonly Assertion[], issues: IssueLog): void {
  const against = status === 'present' ? 'excluded' : status === 'excluded' ? 'present' : undefined;
  const contrary = same.filter((assertion) => assertion.status === against);
  const [first] = contrary;
  if (!first) return;
  const diagnoses = contrary.some(({ origin }) => origin === 'diagnosis');
  issues.add({
    severity: diagnoses ? 'warning' : 'information',
    code: 'contradiction',
    text: `${label} is ${status} by a diagnosis and ${against} by ${first.source.display}${contrary.length > 1 ? ` and ${contrary.length - 1} more` : ''}; the ${diagnoses ? 'newest diagnosis' : 'diagnosis'} was used.`,
    reference: first.source.reference,
  });
}
