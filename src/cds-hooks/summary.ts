/**
 * CDS Hooks 2.0 §Card `summary`: "one-sentence, <140-character". Counted in UTF-16 units, the most that any client's idea of
 * a character can come to; so 139 holds by code points too.
 */
export const longestSummary = 139;

const opening = 'Consider: ';

/** The question that the card puts: which diagnoses to consider. Long names are cut so that each stays recognisable. */
export function summaryOf(names: readonly string[]): string {
  const clean = names.map((name) => name.replace(/[\p{Cc}\s]+/gu, ' ').trim());
  // "Ehlers-Danlos syndrome, vascular type" is one name: a comma inside asks for a stronger mark between.
  const separator = clean.some((name) => name.includes(',')) ? '; ' : ', ';
  const room = longestSummary - opening.length - separator.length * (clean.length - 1);
  const share = fairShare(
    clean.map((name) => name.length),
    room,
  );
  return opening + clean.map((name) => shorten(name, share)).join(separator);
}

/** Largest length to which every name may be cut so that all fit in `room`; short names leave their rest to long ones. */
function fairShare(lengths: readonly number[], room: number): number {
  let left = room;
  let names = lengths.length;
  for (const length of [...lengths].sort((a, b) => a - b)) {
    const share = Math.floor(left / names);
    if (length > share) return share;
    left -= length;
    names--;
  }
  return room;
}

/** Cut at a code point, with an ellipsis, never in the middle of a surrogate pair. */
function shorten(name: string, length: number): string {
  if (name.length <= length) return name;
  let kept = '';
  for (const point of name) {
    if (kept.length + point.length > length - 1) break;
    kept += point;
  }
  return `${kept.trimEnd()}…`;
}
