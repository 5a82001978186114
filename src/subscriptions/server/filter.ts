import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { Topic, TopicFilter } from './topics.ts';

type Comparator = TopicFilter['comparators'][number];

/** One condition of a subscription. */
export interface Filter {
  readonly parameter: string;
  readonly comparator: Comparator;
  /** Alternatives: one of them must hold (R4 §3.1.1.4.5: a comma is "or"). */
  readonly values: readonly string[];
}

const prefixes: readonly Comparator[] = ['eq', 'gt', 'ge', 'lt', 'le'];

/**
 * Reads a filter such as `RiskAssessment?patient=Patient/1&probability=ge0.5`.
 * @throws HoofbeatsError REQUEST_INVALID when the topic does not have it: "a server SHALL reject the subscription request"
 *   (Backport IG 1.1 §backport-filter-criteria)
 */
export function readFilter(text: string, topic: Topic, expression: string): readonly Filter[] {
  const invalid = (what: string) => new HoofbeatsError('REQUEST_INVALID', what, { expression: [expression] });
  const [type = '', query = ''] = text.split('?', 2);
  if (type !== topic.focus) throw invalid(`The topic is about ${topic.focus}, not about "${type.slice(0, 40)}".`);
  const pairs = [...new URLSearchParams(query)];
  if (pairs.length === 0) throw invalid('The filter names no parameter.');
  return pairs.map(([parameter, given]) => {
    const known = topic.filters.find((filter) => filter.parameter === parameter);
    if (!known) {
      const names = topic.filters.map((filter) => filter.parameter).join(', ') || 'none';
      throw invalid(`The topic has no filter "${parameter.slice(0, 40)}"; it has: ${names}.`);
    }
    const comparator = known.comparators.includes('eq')
      ? 'eq'
      : prefixes.find((prefix) => given.startsWith(prefix) && known.comparators.includes(prefix));
    if (comparator === undefined)
      throw invalid(`"${parameter}" needs one of ${known.comparators.join(', ')} before its value.`);
    const values = (comparator === 'eq' ? given : given.slice(2)).split(',').filter((value) => value !== '');
    const numeric = comparator !== 'eq';
    if (values.length === 0 || (numeric && !values.every((value) => Number.isFinite(Number(value))))) {
      throw invalid(`"${parameter}" needs a ${numeric ? 'number' : 'value'}.`);
    }
    return { parameter, comparator, values };
  });
}

/** Whether what happened meets every condition: "logical AND" (Backport IG 1.1 §backport-filter-criteria). */
export function meets(
  facts: Readonly<Record<string, string | number | undefined>>,
  filters: readonly Filter[],
): boolean {
  return filters.every(({ parameter, comparator, values }) => {
    const fact = facts[parameter];
    return fact !== undefined && values.some((value) => compare[comparator](fact, value));
  });
}

const compare: Readonly<Record<Comparator, (fact: string | number, value: string) => boolean>> = {
  eq: (fact, value) => String(fact) === value || String(fact).endsWith(`/${value}`),
  gt: (fact, value) => Number(fact) > Number(value),
  ge: (fact, value) => Number(fact) >= Number(value),
  lt: (fact, value) => Number(fact) < Number(value),
  le: (fact, value) => Number(fact) <= Number(value),
};
