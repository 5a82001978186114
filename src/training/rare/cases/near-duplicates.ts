import { groupBy } from '../evaluation/metrics.ts';
import type { DevelopmentCase } from './development-cases.ts';

/** From this likeness on (Jaccard index of the present terms) two patients of a disease may be one. */
const sameLikeness = 0.8;
/** Fewer terms agree by chance. */
const fewestTerms = 3;

/**
 * Cases that another publication seems to have described too: the same disease and nearly the same terms. A split by
 * publication does not part them, so the report counts them and shows its figures without them.
 */
export function nearDuplicates(cases: readonly DevelopmentCase[]): ReadonlySet<DevelopmentCase> {
  const found = new Set<DevelopmentCase>();
  const terms = new Map(cases.map((each) => [each, new Set(each.support.present)]));
  for (const group of groupBy(cases, ({ disease }) => disease).values()) {
    group.forEach((one, place) => {
      for (const other of group.slice(place + 1)) {
        if (one.publication === other.publication) continue;
        const [a, b] = [terms.get(one)!, terms.get(other)!];
        if (Math.min(a.size, b.size) < fewestTerms || jaccard(a, b) < sameLikeness) continue;
        found.add(one);
        found.add(other);
      }
    });
  }
  return found;
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const item of a) if (b.has(item)) shared += 1;
  return shared / (a.size + b.size - shared);
}
