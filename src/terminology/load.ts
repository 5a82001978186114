import { basename, join } from 'node:path';
import { fhirProfilesDir } from '../config/paths.ts';
import { ConceptMaps, registeredId } from './concept-maps.ts';
import { DiseaseNames } from './disease-names.ts';
import { type CodeSystemFile, type ConceptMapFile, fhirFiles, readConceptMap, readShipped } from './fhir-file.ts';
import { isHedged } from './hedged-text.ts';
import { ontologyFrom } from './hpo-code-system.ts';
import { icd9Code, icd10Above, icd10Code } from './icd.ts';
import type { Ontology } from './ontology.ts';
import { codeSystems, type PhenotypeMeaning, type Terminology } from './terminology.ts';
import { TextIndex } from './text-index.ts';

export interface LoadTerminologyOptions {
  /** Folder of the shipped CodeSystem and ConceptMaps. */
  readonly dir?: string;
  /** Folder of further ConceptMaps (`.json`, `.json.gz`) that the user supplies; they add to the shipped ones. */
  readonly extra?: string;
}

/**
 * Loads the shipped terminology into memory, once per process (a fraction of a second).
 * @throws HoofbeatsError SOURCE_FILE_INVALID that names the file and the element at fault.
 */
export function loadTerminology(options: LoadTerminologyOptions = {}): Terminology {
  const dir = options.dir ?? join(fhirProfilesDir, 'terminology');
  const ontology = ontologyFrom(readShipped<CodeSystemFile>(join(dir, 'CodeSystem-hpo.json.gz'), 'CodeSystem'));
  const versions: Record<string, string> = { hpo: ontology.version };
  const maps = new ConceptMaps(ontology);
  const add = (file: string, map: ConceptMapFile) => {
    const name = map.id ?? basename(file).replace(/\.json(\.gz)?$/, '');
    maps.add(map, name);
    versions[name] = map.version ?? 'unversioned';
  };
  for (const file of fhirFiles(dir, 'ConceptMap-')) add(file, readShipped<ConceptMapFile>(file, 'ConceptMap'));
  if (options.extra !== undefined) for (const file of fhirFiles(options.extra)) add(file, readConceptMap(file));
  return new LoadedTerminology(ontology, Object.freeze(versions), maps);
}

const nothing: readonly never[] = Object.freeze([]);

class LoadedTerminology implements Terminology {
  readonly ontology: Ontology;
  readonly versions: Readonly<Record<string, string>>;
  readonly #maps: ConceptMaps;
  #texts: TextIndex | undefined;
  #diseaseNames: DiseaseNames | undefined;

  constructor(ontology: Ontology, versions: Readonly<Record<string, string>>, maps: ConceptMaps) {
    this.ontology = ontology;
    this.versions = versions;
    this.#maps = maps;
  }

  knowsLoinc(code: string): boolean {
    return this.#maps.loincCodes.has(code);
  }

  laboratory(loinc: string, outcome: string): readonly PhenotypeMeaning[] {
    return this.#maps.laboratory.get(`${loinc}|${outcome}`) ?? nothing;
  }

  phenotypes(system: string, code: string): readonly PhenotypeMeaning[] {
    if (system === codeSystems.hpo) return this.#ownTerm(code);
    const lookup = this.#maps.phenotypes.get(system);
    if (!lookup) return nothing;
    const exact = codeIn(system, code);
    const direct = lookup.get(exact);
    if (direct || system !== codeSystems.icd10cm) return direct ?? nothing;
    // The nearest mapped code decides: beyond it, meanings only get vaguer.
    const category = icd10Above(exact).find((above) => lookup.has(above));
    if (category === undefined) return nothing;
    return (this.#maps.below.get(category) ?? nothing).map((meaning) => ({ ...meaning, category }));
  }

  diseases(system: string, code: string): readonly string[] {
    const own = registeredId(system, code);
    const ids = new Set(own === undefined ? [] : [own]);
    for (const id of this.#diseasesOf(system, own ?? codeIn(system, code))) ids.add(id);
    return this.#inAllRegisters(ids);
  }

  diseaseByText(text: string): readonly string[] {
    if (isHedged(text)) return nothing;
    this.#diseaseNames ??= new DiseaseNames(this.#maps.diseaseNames);
    const id = this.#diseaseNames.find(text);
    return id === undefined ? nothing : this.#inAllRegisters(new Set([id]));
  }

  #diseasesOf(system: string, code: string): readonly string[] {
    const direct = this.#maps.diseases.get(system)?.get(code);
    if (direct || system !== codeSystems.icd10cm) return direct ?? nothing;
    const lookup = this.#maps.diseasesBelow;
    return (
      icd10Above(code)
        .map((above) => lookup.get(above))
        .find((ids) => ids !== undefined) ?? nothing
    );
  }

  #inAllRegisters(ids: Set<string>): readonly string[] {
    // MONDO is the hub: what a code stands for there also has its numbers in the other registers.
    for (const id of ids) {
      if (!id.startsWith('MONDO:')) continue;
      for (const other of this.#maps.diseases.get(codeSystems.mondo)?.get(id) ?? nothing) ids.add(other);
    }
    return [...ids].sort();
  }

  phenotypeByText(text: string): PhenotypeMeaning | undefined {
    if (isHedged(text)) return undefined;
    // Built at first need: it takes a third of the loading time and some callers never ask.
    this.#texts ??= new TextIndex(this.ontology);
    const match = this.#texts.find(text);
    return (
      match && {
        term: match.term,
        excluded: false,
        map: `hpo-${match.by}`,
        equivalence: match.by === 'label' ? 'equal' : 'equivalent',
      }
    );
  }

  #ownTerm(code: string): readonly PhenotypeMeaning[] {
    const resolution = this.ontology.resolve(code.trim().toUpperCase().replace('_', ':'));
    if (!('term' in resolution) || !this.ontology.isPhenotype(resolution.term.id)) return nothing;
    return [{ term: resolution.term.id, excluded: false, map: 'hpo', equivalence: 'equal' }];
  }
}

/** How the codes of a system are written, where records are known to write them otherwise. */
const spellings: ReadonlyMap<string, (code: string) => string> = new Map([
  [codeSystems.icd10cm, icd10Code],
  [codeSystems.icd10, icd10Code],
  [codeSystems.icd9cm, icd9Code],
]);

/** A code as the maps spell it. */
function codeIn(system: string, code: string): string {
  return spellings.get(system)?.(code) ?? code.trim();
}
