import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { projectRoot } from '../src/config/paths.ts';

const chartDir = join(projectRoot, 'helm', 'hoofbeats');

/** helm/hoofbeats/README.md: what the chart is, and its values from the comments of values.yaml. */
export function renderChartReadme(): string {
  const values = parseDocument(readFileSync(join(chartDir, 'values.yaml'), 'utf8')).contents as YAMLMap;
  return [
    '# Hoofbeats on Kubernetes',
    '',
    'Generated from `values.yaml` by `npm run docs`. How to install, scale, change version and go back: [docs/kubernetes.md](../../docs/kubernetes.md).',
    'Sets of values that are rendered and judged in tests: [ci](ci). What must not be together is refused, all of it at once, in plain words.',
    '',
    '| value | default | meaning |',
    '|---|---|---|',
    ...values.items.flatMap((pair, at) => rows(values, pair, at, '')),
    '',
  ].join('\n');
}

/** A value, or a group of values and what is in it. */
function rows(within: YAMLMap, pair: Pair, at: number, prefix: string): readonly string[] {
  const name = `${prefix}${String(pair.key)}`;
  const meaning = commentOf(within, pair, at);
  if (meaning === undefined) throw new Error(`values.yaml says nothing of ${name}.`);
  const group = groupOf(pair.value);
  if (!group) return [`| \`${name}\` | ${defaultOf(pair.value)} | ${meaning} |`];
  return [`| **${name}** | | ${meaning} |`, ...group.items.flatMap((one, nth) => rows(group, one, nth, `${name}.`))];
}

/** A map whose members are explained is a group; one whose members are not is a value. */
const groupOf = (value: unknown): YAMLMap | undefined =>
  isMap(value) && value.items.some((pair, at) => commentOf(value, pair, at) !== undefined) ? value : undefined;

/** The comment above a member; that of the first one belongs to the map, as the parser sees it. */
function commentOf(within: YAMLMap, { key }: Pair, at: number): string | undefined {
  const own = isScalar(key) ? key.commentBefore : undefined;
  const comment = own ?? (at === 0 ? within.commentBefore : undefined);
  // After an empty line begins another comment: the file's own, at its top.
  return comment
    ?.split('\n\n')
    .at(-1)
    ?.replace(/\s*\n\s*/g, ' ')
    .trim()
    .replaceAll('|', '\\|');
}

function defaultOf(value: unknown): string {
  const plain = (value as { toJSON(): unknown }).toJSON();
  return plain === '' ? '' : `\`${JSON.stringify(plain).replace(/^"(.*)"$/, '$1')}\``;
}
