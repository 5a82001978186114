import type { LabOutcome, Terminology } from '../terminology/terminology.ts';
import { type Assertion, assertTerm } from './assertion.ts';
import type { FindingStatus } from './finding.ts';
import { decideOutcome } from './lab-outcome.ts';
import type { Direction } from './limits.ts';
import { type Measurement, shown } from './measurement.ts';
import { ignored, type Reading } from './reading.ts';
import type { RecordContext } from './record-context.ts';
import { rejectedMapRows } from './tables/rejected-map-rows.ts';

const rejected = new Map(
  rejectedMapRows.flatMap(({ loinc, outcomes }) => loinc.map((code) => [code, outcomes] as const)),
);

function isRejected(loinc: string, outcome: LabOutcome): boolean {
  return rejected.has(loinc) && (rejected.get(loinc)?.includes(outcome) ?? true);
}

function isWhollyRejected(loinc: string): boolean {
  return rejected.has(loinc) && rejected.get(loinc) === undefined;
}

// A map may know a test as quantitative (H, L) or as ordinal (POS, NEG); laboratories report it either way.
const alsoKnownAs: Readonly<Record<LabOutcome, LabOutcome | undefined>> = {
  H: 'POS',
  L: undefined,
  N: 'NEG',
  POS: 'H',
  NEG: 'N',
};

/** The terms that an abnormal outcome means, where the map has any that survived our review. */
function abnormalTerms(loinc: string, outcome: LabOutcome, terminology: Terminology): readonly string[] {
  for (const key of [outcome, alsoKnownAs[outcome]]) {
    if (key === undefined || isRejected(loinc, key)) continue;
    const terms = terminology.laboratory(loinc, key).flatMap(({ term, excluded }) => (excluded ? [] : [term]));
    if (terms.length > 0) return terms;
  }
  return [];
}

/**
 * The terms that a normal or negative result excludes: what a high, low or positive one would have meant, and no more.
 * Rows for normal results tend to exclude a far wider term (a normal direct bilirubin every "Abnormality of
 * metabolism/homeostasis"), which overstates the result (obophenotype/human-phenotype-ontology#4304); they are used
 * only where the map knows no abnormal outcome at all and the result rules out both directions.
 */
function excludedTerms(
  loinc: string,
  outcome: 'N' | 'NEG',
  rulesOut: readonly Direction[],
  terminology: Terminology,
): readonly string[] {
  const abnormal = new Map((['H', 'L'] as const).map((key) => [key, abnormalTerms(loinc, key, terminology)]));
  if ([...abnormal.values()].some((terms) => terms.length > 0)) {
    return [...new Set(rulesOut.flatMap((direction) => abnormal.get(direction) ?? []))];
  }
  if (rulesOut.length < abnormal.size) return [];
  for (const key of [outcome, outcome === 'N' ? 'NEG' : 'N'] as const) {
    if (isRejected(loinc, key)) continue;
    const terms = terminology.laboratory(loinc, key).flatMap(({ term, excluded }) => (excluded ? [term] : []));
    if (terms.length > 0) return terms;
  }
  return [];
}

/** Judges a laboratory result by its interpretation, its reference range or our table; undefined for unknown codes. */
export function readLaboratory(measurement: Measurement, context: RecordContext): Reading | undefined {
  const { terminology, issues } = context;
  const mapped = measurement.loinc.filter((code) => terminology.knowsLoinc(code));
  if (mapped.length === 0) return undefined;
  const known = mapped.filter((code) => !isWhollyRejected(code));
  if (known.length === 0) return ignored('map-row-rejected');
  const decision = decideOutcome(measurement, known, context);
  if (decision.kind === 'undecided') return ignored(decision.reason);
  const { outcome, rulesOut, derivation } = decision;
  const normal = outcome === 'N' || outcome === 'NEG';
  const status: FindingStatus = normal ? 'excluded' : 'present';
  const value = measurement.value.kind === 'number' ? shown(measurement.value.measured) : wordsShown(measurement);
  for (const loinc of known) {
    const terms = normal
      ? excludedTerms(loinc, outcome, rulesOut, terminology)
      : abnormalTerms(loinc, outcome, terminology);
    const assertions: Assertion[] = [];
    for (const term of terms) {
      const how = { status, ...value, derivation };
      const assertion = assertTerm(term, measurement.from, how, terminology, issues);
      if (assertion) assertions.push(assertion);
    }
    if (assertions.length > 0) return { kind: 'mapped', assertions };
  }
  return ignored(known.every((code) => isRejected(code, outcome)) ? 'map-row-rejected' : 'outcome-without-phenotype');
}

function wordsShown({ value }: Measurement): { value?: string } {
  if (value.kind === 'boolean') return { value: String(value.value) };
  if (value.kind !== 'words') return {};
  const words = value.concept.text ?? value.concept.codings[0]?.display;
  return words === undefined || words === '' ? {} : { value: words };
}
