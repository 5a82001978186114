/** A value of a CSV cell; undefined is an empty cell. */
export type Cell = string | number | undefined;

/** A record of RFC 4180 §2, with its line break. */
export const csvRecord = (cells: readonly Cell[]) => `${cells.map(cellText).join(',')}\r\n`;

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = disarmed(oneLine(cell));
  // RFC 4180 §2.6 and §2.7. A semicolon, too, is quoted: where the comma is decimal, spreadsheets split there.
  return /[",;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Text that a spreadsheet would run as a formula is marked as text (OWASP, CSV Injection): it comes from records, which
 * others have written.
 */
const disarmed = (text: string) => (/^\s*[=+\-@＝＋－＠|]/u.test(text) ? `'${text}` : text);

/** Records on one line each, for those who read by lines; a tab or a return at the start would be a formula's, too. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
