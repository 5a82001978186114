import type { Evaluation } from '../registry/reports.ts';

const columns = ['top1', 'top10', 'reachableTop1', 'reachableTop10', 'macroTop10', 'ece', 'conformalCoverage'] as const;

/** The groups of an evaluation as a table of per cents. */
export function evaluationText({ groups }: Evaluation): string {
  const rows = groups.map(({ name, mode, cases, metrics }) => [
    `${name}, ${mode}`,
    String(cases),
    ...columns.map((key) => (100 * metrics[key]!.value).toFixed(1)),
  ]);
  const table = [['', 'cases', ...columns], ...rows];
  const widths = table[0]!.map((_, at) => Math.max(...table.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('  ');
  return table.map(line).join('\n');
}
