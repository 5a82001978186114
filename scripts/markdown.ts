/** A table; the first columns hold names and stand left, the others numbers and stand right. */
export function markdownTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 1,
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = headings.map((_, at) => (at < leftColumns ? '---' : '--:'));
  return [line(headings), `|${rule.join('|')}|`, ...rows.map(line)];
}

/** Text from data as Markdown that shows it letter by letter, on one line, in a table too. */
export function markdownText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_<>[\]|]/g, '\\$&');
}
