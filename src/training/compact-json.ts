const widest = 120;

/**
 * JSON as the formatter of this project leaves it: what fits into a line of 120 characters stands on one line, everything
 * else one member a line. Made files then do not change when they are formatted.
 */
export function compactJson(value: unknown): string {
  return `${written(value, '', 0)}\n`;
}

/** @param taken characters of the line that stand before and after the value */
function written(value: unknown, indent: string, taken: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const line = onOneLine(value);
  if (indent.length + taken + line.length <= widest) return line;
  const inner = `${indent}  `;
  const members = entriesOf(value).map(([key, member], index, all) => {
    const comma = index < all.length - 1 ? 1 : 0;
    return `${inner}${key}${written(member, inner, key.length + comma)}`;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: object): string {
  const parts = entriesOf(value).map(
    ([key, member]) =>
      key + (typeof member === 'object' && member !== null ? onOneLine(member) : JSON.stringify(member)),
  );
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}';
  return Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

const entriesOf = (value: object): readonly (readonly [key: string, member: unknown])[] =>
  Array.isArray(value)
    ? value.map((member) => ['', member] as const)
    : Object.entries(value).map(([key, member]) => [`${JSON.stringify(key)}: `, member] as const);
