import { buildTermVector, type TermVector } from '../../../features/term-vector.ts';
import { closure, type InputVocabulary } from '../../../features/vocabulary.ts';
import { mulberry32 } from '../../random.ts';
import type { DevelopmentCase } from './development-cases.ts';

/** What is done to a case besides leaving findings out. */
export interface Thinning {
  /** Half of the findings, rounded down, give way to one of their parents. */
  readonly parents: boolean;
  /** Half as many findings again, rounded up, that have nothing to do with the patient. */
  readonly noise: boolean;
}

/** So many findings are kept, and no exclusion. */
const keptFindings = 5;
/** Noise is drawn from the findings that most cases have: harder than noise that no patient shows. */
const commonFindings = 100;

/** Makes sparse, imprecise and noisy records of published cases; the same seed gives the same record. */
export function thinner(
  cases: readonly DevelopmentCase[],
  vocabulary: InputVocabulary,
): (row: TermVector, thinning: Thinning, seed: number) => TermVector {
  const common = commonest(cases);
  return (row, { parents, noise }, seed) => {
    const next = mulberry32(seed);
    const own = row.parts.filter(({ status }) => status === 'present').map(({ node }) => node);
    const kept = shuffled(own, next).slice(0, keptFindings);
    const blurred = kept.map((node, place) => (parents && place < kept.length >> 1 ? parentOf(node, next) : node));
    const related = new Set([...own, ...kept].flatMap((node) => [...closure(vocabulary, node)]));
    const unrelated = (node: number) => !related.has(node) && !own.some((one) => closure(vocabulary, node).has(one));
    const added = noise ? shuffled(common.filter(unrelated), next).slice(0, Math.ceil(kept.length / 2)) : [];
    const findings = [...blurred, ...added].map((node) => ({
      term: vocabulary.ids[node]!,
      status: 'present' as const,
    }));
    return buildTermVector(findings, vocabulary);
  };

  function parentOf(node: number, next: () => number): number {
    const above = vocabulary.parents[node] ?? [];
    return above[Math.floor(next() * above.length)] ?? node;
  }
}

function commonest(cases: readonly DevelopmentCase[]): readonly number[] {
  const count = new Map<number, number>();
  for (const { row } of cases)
    for (const { node, status } of row.parts) if (status === 'present') count.set(node, (count.get(node) ?? 0) + 1);
  return [...count]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, commonFindings)
    .map(([node]) => node);
}

/** Fisher–Yates. */
function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}
