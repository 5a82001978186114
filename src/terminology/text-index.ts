import { longestName } from './hedged-text.ts';
import { type Ontology, phenotypicAbnormality } from './ontology.ts';

export interface TextMatch {
  /** HPO id. */
  readonly term: string;
  /** The words are the term's label, or one of its exact synonyms. */
  readonly by: 'label' | 'synonym';
}

/** Phrases that classifications add to a title without changing what it says of the patient. */
const asides = [
  // SNOMED CT semantic tags that stand for conditions; "(situation)" may say "history of" or "no" and is kept.
  /\((?:disorder|finding)\)/g,
  // ICD-10-CM conventions §I.A.6: no detail was recorded (unspecified, NOS), or there is no code for it (NEC).
  /,? (?:unspecified|nos|not otherwise specified|nec|not elsewhere classified)$/,
  /^unspecified /,
];

const zeroWidth = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** The form in which two texts are compared: case, punctuation, spaces and asides do not count. */
export function textKey(text: string): string {
  let key = text.normalize('NFKC').replace(zeroWidth, '').toLowerCase().trim();
  for (const aside of asides) key = key.replace(aside, '').trim();
  return key
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}+%<>=]+/gu, ' ')
    .trim();
}

/** `kidney stones` → `kidney stone`; undefined where the last word is no plain English plural. */
function singular(key: string): string | undefined {
  return /[^suia]s$/.test(key) ? key.slice(0, -1) : undefined;
}

/** An upper-case word such as ASD has several expansions: on its own it says nothing certain. */
const isAbbreviation = (synonym: string) => /^[\p{Lu}\p{N}-]+$/u.test(synonym);

const ambiguous = Symbol('ambiguous');

/** Finds the phenotypes of an ontology by their exact words. A synonym that two terms share matches neither. */
export class TextIndex {
  readonly #matches = new Map<string, TextMatch | typeof ambiguous>();

  constructor(ontology: Ontology) {
    const phenotypes = [...ontology.descendants(phenotypicAbnormality)].map((id) => ontology.terms.get(id)!);
    for (const { id, label } of phenotypes) this.#add(textKey(label), { term: id, by: 'label' });
    for (const { id, synonyms } of phenotypes) {
      for (const synonym of synonyms) {
        if (!isAbbreviation(synonym)) this.#add(textKey(synonym), { term: id, by: 'synonym' });
      }
    }
  }

  #add(key: string, match: TextMatch): void {
    const known = this.#matches.get(key);
    if (known === undefined) this.#matches.set(key, match);
    else if (known !== ambiguous && known.by === match.by && known.term !== match.term) {
      this.#matches.set(key, ambiguous);
    }
  }

  find(text: string): TextMatch | undefined {
    if (text.length > longestName) return undefined;
    const key = textKey(text);
    const match = this.#matches.get(key) ?? this.#matches.get(singular(key) ?? key);
    return match === ambiguous ? undefined : match;
  }
}
