import { parser } from '@prometheus-io/lezer-promql';

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}
export interface ParsedQuery {
  /** Pieces that are no PromQL. */
  readonly errors: readonly string[];
  readonly selectors: readonly Selector[];
  /** Labels that are grouped by, or that vectors are matched on. */
  readonly grouping: readonly string[];
}

/** What a query asks, by Prometheus's own grammar. */
export function parsePromql(query: string): ParsedQuery {
  const errors: string[] = [];
  const grouping: string[] = [];
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  parser.parse(query).iterate({
    enter({ type, from, to, node }) {
      const text = query.slice(from, to);
      if (type.isError) errors.push(`${query.slice(Math.max(0, from - 20), to + 20)}`);
      if (type.name === 'VectorSelector') selectors.push({ metric: nameIn(node, query), matchers: [] });
      if (type.name === 'UnquotedLabelMatcher') selectors.at(-1)!.matchers.push(matcherOf(text));
      if (type.name === 'LabelName' && node.parent?.name === 'GroupingLabels') grouping.push(text);
    },
  });
  return { errors, selectors, grouping };
}

type Node = ReturnType<typeof parser.parse>['topNode'];

function nameIn(node: Node, query: string): string {
  const name = node.getChild('Identifier');
  return name ? query.slice(name.from, name.to) : '';
}

function matcherOf(text: string): Matcher {
  const [, label = '', operator = '', value = ''] = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(text) ?? [];
  return { label, operator, value };
}
