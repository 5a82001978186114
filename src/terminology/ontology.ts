/** One live term of the Human Phenotype Ontology. */
export interface Term {
  readonly id: string;
  readonly label: string;
  /** Spanish label, where the translation has one. */
  readonly labelEs?: string;
  readonly parents: readonly string[];
  readonly synonyms: readonly string[];
  readonly altIds: readonly string[];
  /** Cross-references as published, e.g. `SNOMEDCT_US:74969002`, `UMLS:C0013581`. */
  readonly xrefs: readonly string[];
}

/** An id as it stands today: live, merged into another, obsolete without successor, or never heard of. */
export type Resolution =
  | { readonly kind: 'live' | 'alternative' | 'replaced'; readonly term: Term }
  | { readonly kind: 'obsolete' | 'unknown' };

export interface ObsoleteTerm {
  readonly id: string;
  readonly replacedBy?: string;
}

/** HPO root under which phenotypes live; the other branches say onset, inheritance, frequency and the like. */
export const phenotypicAbnormality = 'HP:0000118';

/** The ontology in memory: a directed acyclic graph of terms, read-only. */
export class Ontology {
  readonly version: string;
  readonly terms: ReadonlyMap<string, Term>;
  /** Ids out of use, with what took their place where something did. */
  readonly obsolete: readonly ObsoleteTerm[];
  readonly #primary = new Map<string, { kind: 'alternative' | 'replaced'; id: string }>();
  readonly #abandoned = new Set<string>();
  readonly #ancestors = new Map<string, ReadonlySet<string>>();
  readonly #children = new Map<string, string[]>();

  constructor(version: string, terms: Iterable<Term>, obsolete: Iterable<ObsoleteTerm>) {
    this.version = version;
    this.terms = new Map(Array.from(terms, (term) => [term.id, term]));
    for (const term of this.terms.values()) {
      for (const alt of term.altIds) this.#primary.set(alt, { kind: 'alternative', id: term.id });
      for (const parent of term.parents) {
        const siblings = this.#children.get(parent);
        if (siblings) siblings.push(term.id);
        else this.#children.set(parent, [term.id]);
      }
    }
    this.obsolete = [...obsolete];
    for (const { id, replacedBy } of this.obsolete) {
      if (replacedBy !== undefined) this.#primary.set(id, { kind: 'replaced', id: replacedBy });
      else if (!this.#primary.has(id)) this.#abandoned.add(id);
    }
  }

  /** Follows alternative ids and replacements to the live term. */
  resolve(id: string): Resolution {
    const live = this.terms.get(id);
    if (live) return { kind: 'live', term: live };
    const first = this.#primary.get(id);
    const seen = new Set([id]);
    // A successor may have been replaced in its turn; a circle among obsolete ids leads nowhere.
    for (let next = first; next && !seen.has(next.id); next = this.#primary.get(next.id)) {
      const term = this.terms.get(next.id);
      if (first && term) return { kind: first.kind, term };
      seen.add(next.id);
    }
    return { kind: this.#abandoned.has(id) || first ? 'obsolete' : 'unknown' };
  }

  /** The term itself and all terms above it. Empty for an id that is not live. */
  ancestors(id: string): ReadonlySet<string> {
    const known = this.#ancestors.get(id);
    if (known) return known;
    const closure = new Set<string>();
    const term = this.terms.get(id);
    if (term) {
      closure.add(id);
      for (const parent of term.parents) for (const above of this.ancestors(parent)) closure.add(above);
    }
    this.#ancestors.set(id, closure);
    return closure;
  }

  children(id: string): readonly string[] {
    return this.#children.get(id) ?? [];
  }

  /** The term itself and all terms below it. Empty for an id that is not live. */
  descendants(id: string): ReadonlySet<string> {
    const below = new Set<string>(this.terms.has(id) ? [id] : []);
    // A Set may grow while it is walked: each new member is visited in its turn.
    for (const term of below) for (const child of this.children(term)) below.add(child);
    return below;
  }

  /** Whether the term says something about a patient's phenotype, not about onset, inheritance or frequency. */
  isPhenotype(id: string): boolean {
    return this.ancestors(id).has(phenotypicAbnormality);
  }
}
