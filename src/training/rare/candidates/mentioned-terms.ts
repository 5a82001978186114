import { labelWords } from '../../../terminology/label-words.ts';
import { type Ontology, phenotypicAbnormality } from '../../../terminology/ontology.ts';
import { joinedOrgans } from './combining-forms.ts';

/** Words that tell no two terms apart. */
const particles: ReadonlySet<string> = new Set('of the and a an in to by or with morphology'.split(' '));

/** OMIM's anomalies and defects are HPO's abnormalities; its adjectives are HPO's organs. */
const equivalents: ReadonlyMap<string, string> = new Map([
  ['abnormality', 'abnormal'],
  ['anomalous', 'abnormal'],
  ['anomaly', 'abnormal'],
  ['defect', 'abnormal'],
  ['malformation', 'abnormal'],
  ['cardiac', 'heart'],
  ['hepatic', 'liver'],
  ['ocular', 'eye'],
  ['renal', 'kidney'],
]);

/** Longest name of a term that is sought in a label, in words. */
const longest = 6;
/** Single words shorter than this are abbreviations. */
const shortest = 4;
/** The root of the phenotypes and whatever stands above it name no phenotype. */
const tooGeneral = (ontology: Ontology, id: string) => ontology.ancestors(phenotypicAbnormality).has(id);

/** The terms that a name can mention, by their words in any order. */
export interface TermNames {
  /** Key of words → HPO id. */
  readonly termOf: ReadonlyMap<string, string>;
}

/** Collects labels and synonyms of all phenotypes. A name of two unrelated terms stands for neither. */
export function termNames(ontology: Ontology): TermNames {
  const termOf = new Map<string, string>();
  const ids = [...ontology.descendants(phenotypicAbnormality)].filter((id) => !tooGeneral(ontology, id));
  const add = (names: ReadonlyMap<string, ReadonlySet<string>>) => {
    for (const [key, terms] of names) {
      if (termOf.has(key)) continue;
      const general = [...terms].find((one) => [...terms].every((other) => ontology.ancestors(other).has(one)));
      if (general !== undefined) termOf.set(key, general);
    }
  };
  const terms = ids.map((id) => ontology.terms.get(id)!);
  add(byKey(terms.map(({ id, label }) => [label, id])));
  add(
    byKey(
      terms.flatMap(({ id, synonyms }) =>
        synonyms.filter((text) => text !== text.toUpperCase()).map((text) => [text, id] as const),
      ),
    ),
  );
  return { termOf };
}

function byKey(names: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const terms = new Map<string, Set<string>>();
  for (const [name, id] of names) {
    const words = contentWords(name);
    if (words.length === 0 || words.length > longest || (words.length === 1 && words[0]!.length < shortest)) continue;
    const key = keyOf(words);
    const known = terms.get(key);
    if (known) known.add(id);
    else terms.set(key, new Set([id]));
  }
  return terms;
}

/** HPO ids named in a disease's label: at each place the term of most words, none twice. */
export function mentionedTerms(label: string, { termOf }: TermNames): readonly string[] {
  // What stands before `with` does not qualify what stands behind it: `nephropathy, progressive, with deafness`.
  const parts = affirmed(label).split(/\bwith\b/i);
  return [...new Set(parts.flatMap((part) => termsOf(contentWords(part), termOf)))];
}

function termsOf(words: readonly string[], termOf: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const length = matchLength(words, at, termOf);
    if (length > 0) found.push(termOf.get(keyOf(words.slice(at, at + length)))!);
    else found.push(...joinedOrgans(words[at]!));
    at += Math.max(length, 1);
  }
  return found;
}

function matchLength(words: readonly string[], at: number, termOf: ReadonlyMap<string, string>): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (termOf.has(keyOf(words.slice(at, at + length)))) return length;
  }
  return 0;
}

/** What the disease is `without` is no part of it. */
const affirmed = (label: string) => label.replace(/(?<!\bor) without .*$/i, '');

function contentWords(text: string): readonly string[] {
  return labelWords(text)
    .filter((word) => !particles.has(word))
    .map((word) => equivalents.get(word) ?? word);
}

const keyOf = (words: readonly string[]) => [...words].sort().join(' ');
