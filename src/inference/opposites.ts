/** Words and parts of words in HPO labels that say in which direction something deviates. */
const more =
  /\b(increased|elevated|high|large|long|tall|excessive)\b|\b(hyper|macro|poly)(?=\p{L}{3})|(?<=\p{L}{2})(cytosis|philia)\b/giu;
const less =
  /\b(decreased|reduced|low|small|short|absent)\b|\b(hypo|micro|oligo)(?=\p{L}{3})|(?<=\p{L}{2})(cytopenia|penia)\b/giu;
const filler = /\b(circulating|serum|plasma|blood|concentration|level|abnormal(?:ly)?)\b/giu;

/** Whether two labels name deviations of the same thing in opposite directions, e.g. Hypernatremia and Hyponatremia. */
export function areOpposites(a: string, b: string): boolean {
  return isPair(a, b) || isPair(b, a);
}

function isPair(high: string, low: string): boolean {
  const highStem = stem(high, more);
  const lowStem = stem(low, less);
  return highStem !== undefined && highStem === lowStem;
}

function stem(label: string, direction: RegExp): string | undefined {
  const bare = label.replace(direction, '');
  return bare === label ? undefined : bare.replace(filler, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
