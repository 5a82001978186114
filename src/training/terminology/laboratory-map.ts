import { excludedProperty, outcomeProperty, outcomeSystem } from '../../terminology/laboratory-coding.ts';
import type { Ontology } from '../../terminology/ontology.ts';
import type { Loinc2HpoRow } from '../knowledge/loinc2hpo.ts';
import { ConceptMapBuilder } from './concept-map.ts';

/** Outcomes that an Observation.interpretation can carry; loinc2hpo's SNOMED CT coded results (14 rows) are not. */
const outcomes: ReadonlySet<string> = new Set(['H', 'L', 'N', 'POS', 'NEG']);

/** A term with more terms below it than this is a field of medicine, not the result of one test. */
const mostBelow = 30;
/** Terms below an excluded term which the test itself could not have shown. */
const mostBesides = 5;

export interface LaboratoryMapReport {
  /** Rows whose outcome is not an interpretation code. */
  readonly otherOutcomes: number;
  /** Exclusions narrowed to what the same test shows when it is abnormal. */
  readonly narrowed: number;
  /** Exclusions left out: broader than one test can rule out, and nothing narrower is known. */
  readonly tooBroad: number;
}

/**
 * LOINC + outcome → HPO.
 *
 * loinc2hpo notes a normal outcome as the exclusion of an often very general term: a normal red-cell distribution width
 * excludes "Abnormal erythrocyte morphology". Since an excluded term excludes all terms below it, that would rule out
 * 143 findings of which the test knows nothing. So an exclusion stands only where (nearly) everything below it is
 * something that the same test shows when abnormal; otherwise it is narrowed to exactly those terms.
 */
export function laboratoryMap(
  rows: Iterable<Loinc2HpoRow>,
  ontology: Ontology,
): { builder: ConceptMapBuilder; report: LaboratoryMapReport } {
  const builder = new ConceptMapBuilder();
  const report = { otherOutcomes: 0, narrowed: 0, tooBroad: 0 };
  const tests = new Map<string, Loinc2HpoRow[]>();
  for (const row of rows) {
    const test = tests.get(row.loinc);
    if (test) test.push(row);
    else tests.set(row.loinc, [row]);
  }
  for (const test of tests.values()) {
    const shown = new Set(test.filter(({ excluded }) => !excluded).map(({ term }) => term));
    for (const { loinc, outcome, term, excluded } of test) {
      if (!outcomes.has(outcome)) {
        report.otherOutcomes += 1;
        continue;
      }
      const terms = excluded ? ruledOut(term, shown, ontology) : [term];
      if (terms.length === 0) report.tooBroad += 1;
      else if (terms[0] !== term || terms.length > 1) report.narrowed += 1;
      for (const code of terms) {
        builder.add(loinc, undefined, {
          code,
          display: ontology.terms.get(code)!.label,
          // ConceptMap R4: "relatedto": the exact relationship is not known; loinc2hpo states none.
          equivalence: 'relatedto',
          dependsOn: [{ property: outcomeProperty, system: outcomeSystem, value: outcome }],
          ...(excluded ? { product: [{ property: excludedProperty, value: 'true' }] } : {}),
        });
      }
    }
  }
  return { builder, report };
}

/** What a normal or negative outcome rules out, given the terms that the same test shows when it is abnormal. */
function ruledOut(term: string, shown: ReadonlySet<string>, ontology: Ontology): readonly string[] {
  const below = (id: string) => ontology.descendants(id);
  const within = new Set([...shown].flatMap((id) => [...below(id)]));
  const besides = [...below(term)].filter((id) => id !== term && !within.has(id));
  if (besides.length <= mostBesides && below(term).size <= mostBelow) return [term];
  return [...shown].filter((id) => below(id).size <= mostBelow).sort();
}
