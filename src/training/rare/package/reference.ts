import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { Reference } from '../../../registry/reports.ts';
import type { SolvedCase } from '../cases/cases.ts';

const commonest = 200;

/** How the inputs of the development cases are distributed: drift in a hospital is measured against it. */
export function referenceOf(cases: readonly SolvedCase[], vocabulary: InputVocabulary, source: string): Reference {
  const terms = (status: string) =>
    cases.map(({ case: found }) => found.findings.filter((finding) => finding.status === status));
  const present = terms('present');
  const information = present.flatMap((findings) => {
    const known = findings.flatMap(
      ({ term }) => vocabulary.informationContent[vocabulary.nodeOf.get(term) ?? -1] ?? [],
    );
    return known.length === 0 ? [] : [known.reduce((sum, value) => sum + value, 0) / known.length];
  });
  const frequency = count(present.flatMap((findings) => findings.map(({ term }) => term)));
  const top = Object.entries(frequency)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, commonest);
  return {
    cases: cases.length,
    source,
    presentFindings: histogram(
      present.map(({ length }) => length),
      [0, 1, 2, 3, 4, 6, 8, 11, 16, 24, 40],
    ),
    excludedFindings: histogram(
      terms('excluded').map(({ length }) => length),
      [0, 1, 3, 6, 11, 16, 24, 40],
    ),
    informationContent: histogram(information, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ageYears: histogram(
      cases.flatMap(({ case: found }) => found.subject.ageYears ?? []),
      [0, 1, 3, 6, 12, 18, 30, 45, 60, 75],
    ),
    sex: count(cases.map(({ case: found }) => found.subject.sex ?? 'unknown')),
    topTerms: Object.fromEntries(top.map(([term, n]) => [term, Number((n / cases.length).toFixed(4))])),
  };
}

/** Counts by bin; a bin reaches from its `from` to the next one's. */
function histogram(values: readonly number[], edges: readonly number[]): Reference['presentFindings'] {
  return edges.map((from, place) => {
    const to = edges[place + 1] ?? Number.POSITIVE_INFINITY;
    return { from, count: values.filter((value) => value >= from && value < to).length };
  });
}

function count(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
