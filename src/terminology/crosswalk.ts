import { canonicalSystem } from './code-system.ts';
import { type ConceptMapFile, readConceptMap } from './fhir-file.ts';
import { codeSystems } from './terminology.ts';

/** LOINC codes that a code of a site's own stands for; empty for one that the site has not mapped. */
export type LoincOf = (system: string, code: string) => readonly string[];

/** A test that is the same, or that LOINC names more widely: a narrower one would claim what was not measured. */
const sayable: ReadonlySet<string> = new Set(['equal', 'equivalent', 'wider', 'subsumes']);

/**
 * Reads a site's map from its laboratory codes to LOINC: a ConceptMap, groups of other targets left aside.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming the file and the element at fault
 */
export function readCrosswalk(file: string): LoincOf {
  const loinc = new Map(readConceptMap(file).group.filter(toLoinc).flatMap(rows));
  return (system, code) => loinc.get(key(system, code)) ?? [];
}

type Group = ConceptMapFile['group'][number];

const toLoinc = ({ target }: Group) => canonicalSystem(target) === codeSystems.loinc;

const rows = ({ source, element }: Group) =>
  element.map(({ code, target = [] }): readonly [string, readonly string[]] => [
    key(source, code),
    target.filter(({ equivalence }) => sayable.has(equivalence)).map((mapped) => mapped.code),
  ]);

/** Sites write their OIDs with and without `urn:oid:`. */
const key = (system: string, code: string) => `${system.trim().replace(/^urn:oid:/i, '')}|${code.trim()}`;
