import { join } from 'node:path';
import { fhirProfilesDir } from '../config/paths.ts';
import { registeredId } from './concept-maps.ts';
import { type ConceptMapFile, readShipped } from './fhir-file.ts';
import { excludedProperty, outcomeProperty } from './laboratory-coding.ts';

/** A code with the title that its publisher gave it. */
export interface TitledCode {
  readonly code: string;
  readonly display: string;
}

/** The shipped maps read backwards: from what the model knows to what can be ordered or entered. */
export interface ReverseMaps {
  /** LOINC code of a test whose abnormal outcome means this HPO term; undefined when no map knows one. */
  testFor(term: string): string | undefined;
  /** ICD-10-CM code that is the same as a disease, by any of its ids; undefined when there is none, or several. */
  icd10cmOf(ids: readonly string[]): TitledCode | undefined;
}

/**
 * Reads the shipped ConceptMaps from LOINC and from ICD-10-CM, in some hundredths of a second.
 * @throws HoofbeatsError SOURCE_FILE_INVALID
 */
export function loadReverseMaps(dir = join(fhirProfilesDir, 'terminology')): ReverseMaps {
  const read = (name: string) => readShipped<ConceptMapFile>(join(dir, `ConceptMap-${name}.json.gz`), 'ConceptMap');
  const tests = testsByTerm(read('loinc-hpo'));
  const codes = codesByDisease(read('icd10cm-mondo'));
  return {
    testFor: (term) => tests.get(term),
    icd10cmOf(ids) {
      const found = new Map(ids.flatMap((id) => codes.get(id) ?? []).map((titled) => [titled.code, titled]));
      // D57.0 and D57.1 both are sickle-cell disease, with and without a crisis: choosing would say more than we know.
      return found.size === 1 ? found.values().next().value : undefined;
    },
  };
}

/** Measured at the bedside, not ordered: the codes of FHIR R4's vital signs (http://hl7.org/fhir/R4/observation-vitalsigns.html). */
const vitalSigns: ReadonlySet<string> = new Set(
  '85353-1 9279-1 8867-4 2708-6 59408-5 8310-5 8302-2 9843-4 29463-7 39156-5 85354-9 8480-6 8462-4'.split(' '),
);

/** Outcomes that no test has when nothing is wrong. */
const abnormal: ReadonlySet<string> = new Set(['H', 'L', 'POS']);

function testsByTerm({ group }: ConceptMapFile): ReadonlyMap<string, string> {
  const tests = new Map<string, string>();
  for (const { element } of group)
    for (const { code, target = [] } of element.filter(({ code }) => !vitalSigns.has(code)))
      for (const { code: term, dependsOn = [], product = [] } of target) {
        const outcome = dependsOn.find(({ property }) => property === outcomeProperty)?.value;
        const excluded = product.some(({ property, value }) => property === excludedProperty && value === 'true');
        if (excluded || outcome === undefined || !abnormal.has(outcome)) continue;
        const known = tests.get(term);
        if (known === undefined || numberOf(code) < numberOf(known)) tests.set(term, code);
      }
  return tests;
}

/** LOINC numbers count up from the first release, so that of several tests the lowest is the one in use longest. */
const numberOf = (loinc: string) => Number(loinc.split('-')[0]);

const same: ReadonlySet<string> = new Set(['equal', 'equivalent']);

function codesByDisease({ group }: ConceptMapFile): ReadonlyMap<string, readonly TitledCode[]> {
  const codes = new Map<string, readonly TitledCode[]>();
  for (const { element, target: register } of group)
    for (const { code, display, target = [] } of element)
      for (const { code: disease, equivalence } of target) {
        const id = registeredId(register, disease);
        if (id === undefined || display === undefined || !same.has(equivalence)) continue;
        codes.set(id, [...(codes.get(id) ?? []), { code, display }]);
      }
  return codes;
}
