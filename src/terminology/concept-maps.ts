import { canonicalSystem } from './code-system.ts';
import type { ConceptMapFile } from './fhir-file.ts';
import { isVague } from './icd.ts';
import { excludedProperty, outcomeProperty } from './laboratory-coding.ts';
import type { Ontology } from './ontology.ts';
import { codeSystems, type Equivalence, type PhenotypeMeaning } from './terminology.ts';

/**
 * ConceptMap.equivalence values that let the target be said of the patient (R4 concept-map-equivalence): the target is
 * the same, wider, or as near as its source claims. A narrower target would say more than the record does.
 */
const sayable: ReadonlySet<string> = new Set<Equivalence>(['equal', 'equivalent', 'wider', 'subsumes', 'relatedto']);
/** What subsumes a code also subsumes all codes below it. */
const subsuming: ReadonlySet<string> = new Set(['wider', 'subsumes']);
/** A disease id stands for a code only where the two are the same. */
const same: ReadonlySet<string> = new Set(['equal', 'equivalent']);

/** Registers of diseases by code system, with the prefix of their ids. */
const registers: ReadonlyMap<string, string> = new Map([
  [codeSystems.mondo, 'MONDO'],
  [codeSystems.omim, 'OMIM'],
  [codeSystems.orphanet, 'ORPHA'],
]);

/** `154700`, `OMIM:154700` → `OMIM:154700`; undefined for a system that is no register of diseases. */
export function registeredId(system: string, code: string): string | undefined {
  const prefix = registers.get(system);
  return prefix && `${prefix}:${code.slice(code.indexOf(':') + 1)}`;
}

type Lookup<T> = Map<string, T[]>;
type Target = NonNullable<ConceptMapFile['group'][number]['element'][number]['target']>[number];

/** All ConceptMaps as lookups by code. */
export class ConceptMaps {
  /** `code|outcome` → meanings. */
  readonly laboratory: Lookup<PhenotypeMeaning> = new Map();
  readonly loincCodes = new Set<string>();
  /** Code system → code → meanings. */
  readonly phenotypes = new Map<string, Lookup<PhenotypeMeaning>>();
  /** ICD-10-CM code → meanings that hold for the codes below it as well. */
  readonly below: Lookup<PhenotypeMeaning> = new Map();
  /** Code system → code → disease ids. For the registers themselves both ways, id → ids. */
  readonly diseases = new Map<string, Lookup<string>>();
  /** ICD-10-CM category → diseases that its own title names, so that the codes below it are forms of them. */
  readonly diseasesBelow: Lookup<string> = new Map();
  /** MONDO id → label. */
  readonly diseaseNames = new Map<string, string>();
  readonly #ontology: Ontology;
  readonly #meanings = new Map<string, PhenotypeMeaning>();

  constructor(ontology: Ontology) {
    this.#ontology = ontology;
  }

  /** Adds a map's rows to those already there; `name` is what findings will say they come from. */
  add(map: ConceptMapFile, name: string): void {
    for (const group of map.group) {
      const source = canonicalSystem(group.source);
      const target = canonicalSystem(group.target);
      if (target === codeSystems.hpo && source === codeSystems.loinc) this.#addLaboratory(group.element, name);
      else if (target === codeSystems.hpo) this.#addPhenotypes(source, group.element, name);
      else if (registers.has(target)) this.#addDiseases(source, target, group.element);
    }
  }

  #addLaboratory(elements: ConceptMapFile['group'][number]['element'], name: string): void {
    for (const { code, target = [] } of elements) {
      for (const mapped of target) {
        const outcome = mapped.dependsOn?.find(({ property }) => property === outcomeProperty)?.value;
        const excluded = mapped.product?.some(
          ({ property, value }) => property === excludedProperty && value === 'true',
        );
        const meaning = this.#meaning(mapped, excluded ?? false, name);
        if (outcome === undefined || !meaning) continue;
        this.loincCodes.add(code);
        append(this.laboratory, `${code}|${outcome}`, meaning);
      }
    }
  }

  #addPhenotypes(source: string, elements: ConceptMapFile['group'][number]['element'], name: string): void {
    const lookup = lookupOf(this.phenotypes, source);
    for (const { code, display, target = [] } of elements) {
      for (const mapped of target) {
        const meaning = this.#meaning(mapped, false, name);
        if (!meaning) continue;
        appendMeaning(lookup, code, meaning);
        if (source === codeSystems.icd10cm && holdsBelow(mapped.equivalence, display)) {
          appendMeaning(this.below, code, meaning);
        }
      }
    }
  }

  #addDiseases(source: string, target: string, elements: ConceptMapFile['group'][number]['element']): void {
    const forward = lookupOf(this.diseases, source);
    for (const { code, display, target: mappings = [] } of elements) {
      const from = registeredId(source, code);
      if (source === codeSystems.mondo && from !== undefined && display !== undefined)
        this.diseaseNames.set(from, display);
      for (const mapped of mappings) {
        const to = registeredId(target, mapped.code);
        if (to === undefined || !same.has(mapped.equivalence)) continue;
        append(forward, from ?? code, to);
        if (source === codeSystems.icd10cm && holdsBelow(mapped.equivalence, display))
          append(this.diseasesBelow, code, to);
        if (from !== undefined) append(lookupOf(this.diseases, target), to, from);
      }
    }
  }

  /** One object per distinct meaning: thousands of codes share them. Undefined when the term is no longer in use, or says more than the code. */
  #meaning({ code: id, equivalence }: Target, excluded: boolean, map: string): PhenotypeMeaning | undefined {
    if (!isSayable(equivalence)) return undefined;
    const key = `${id}|${equivalence}|${excluded}|${map}`;
    const known = this.#meanings.get(key);
    if (known) return known;
    const resolution = this.#ontology.resolve(id);
    if (!('term' in resolution)) return undefined;
    const meaning = Object.freeze({ term: resolution.term.id, excluded, map, equivalence });
    this.#meanings.set(key, meaning);
    return meaning;
  }
}

function isSayable(equivalence: string): equivalence is Equivalence {
  return sayable.has(equivalence);
}

function lookupOf<T>(lookups: Map<string, Lookup<T>>, system: string): Lookup<T> {
  let lookup = lookups.get(system);
  if (!lookup) {
    lookup = new Map();
    lookups.set(system, lookup);
  }
  return lookup;
}

/** Whether a mapping of a category also holds for the codes below it. */
function holdsBelow(equivalence: string, title: string | undefined): boolean {
  return subsuming.has(equivalence) || (same.has(equivalence) && title !== undefined && !isVague(title));
}

/** A second map that says the same adds nothing. */
function appendMeaning(lookup: Lookup<PhenotypeMeaning>, code: string, meaning: PhenotypeMeaning): void {
  if (!lookup.get(code)?.some(({ term }) => term === meaning.term)) append(lookup, code, meaning);
}

function append<T>(lookup: Lookup<T>, key: string, value: T): void {
  const known = lookup.get(key);
  if (!known) lookup.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}
