import { labelWords } from './label-words.ts';

/** Say nothing about which series it is: particles, and the nouns that may end any name. */
const silentWords: ReadonlySet<string> = new Set(
  (
    'of the and with or without to in by due plus type form group ' +
    'syndrome syndromic nonsyndromic disease disorder deficiency defect malformation abnormality'
  ).split(' '),
);

/** Where a number, letter or numeral closes a part of the name: `91, …`, `1QQ`, `type IIcc`, `monilethrix-2`, `28 with …`. */
const designation =
  /[ ,-]+(?:(?:nuclear |complementation )?(?:type|group) )?(?:\d+[A-Za-z]{0,3}\d?|[IVX]+[A-Za-z]{0,2}|[A-Za-z]|alpha|beta|gamma)(?=$|,| with\b| without\b)/g;

/** What is not part of a series' name. */
const plain: readonly ((name: string) => string)[] = [
  (name) => name.replace(/[[\]{}?]|\([^)]*\)/g, '').trim(),
  (name) => name.replace(/,?\s*susceptibility(?: to)?(?=$|,)/i, ''),
  // Twice, because what stood before a designation may be one: `glaucoma 1, open angle, H`.
  (name) => name.replace(designation, '').replace(designation, ''),
];

/** Each step makes the name say less. */
const narrowings: readonly ((name: string) => string)[] = [
  (name) => name,
  // The tail: `macular dystrophy with or without cone dysfunction`
  (name) => name.replace(/,? (?:with|without|due to|plus)\b.*$/, ''),
  // Inheritance, onset and origin
  (name) =>
    name.replace(
      /\b(?:autosomal|dominant|recessive|[xy]-linked|digenic|familial|hereditary|idiopathic|isolated|primary|(?:\w+-)?onset)\b/gi,
      '',
    ),
  // People, genes and chromosomal bands: `Li-Shao-Li type`, `Garg-Mishra progeroid syndrome`, `LSM7-related leukodystrophy`
  (name) =>
    name
      .replace(/,? (?:\p{Lu}[\p{L}'-]+ |[\p{L}]+-)type$/u, '')
      .replace(/^\p{Lu}[\p{L}'’]+(?:-\p{Lu}[\p{L}'’]+)+ (?!syndrome|disease)/u, '')
      .replace(/^\S+[- ](?:related|associated) /, '')
      .replace(/^.+ (?=neurodevelopmental (?:disorder|syndrome)$)/, '')
      .replace(/(?<=^chromosome )\S*[pq]\S*/i, ''),
];

/**
 * Names of the phenotypic series that a disease may belong to, the narrowest first. A series has no number or type, and
 * the order of words does not count: `cardiomyopathy, dilated, 1QQ` and `dilated cardiomyopathy 2M` are of one series.
 */
export function seriesNames(label: string): readonly string[] {
  const known = namesOf.get(label);
  if (known) return known;
  const names = narrowed(label);
  if (namesOf.size < mostNames) namesOf.set(label, names);
  return names;
}

const namesOf = new Map<string, readonly string[]>();
/** More than there are diseases: the same few hundred lead one list after the other. */
const mostNames = 50_000;

function narrowed(label: string): readonly string[] {
  const names: string[] = [];
  let name = plain.reduce((text, step) => step(text), label);
  for (const narrowing of narrowings) {
    name = narrowing(name);
    names.push(wordKey(name));
  }
  return [...new Set(names)].filter((key) => key !== '');
}

/** The last resort for a disease whose series nobody else is of: what stands before the first comma of its name. */
export function headName(label: string): string {
  return seriesNames(label.replace(/,.*$/, '')).at(-1) ?? '';
}

function wordKey(name: string): string {
  return [...new Set(labelWords(name).filter((word) => !silentWords.has(word)))].sort().join(' ');
}
