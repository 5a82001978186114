import type { Case } from '../clinical/case.ts';
import type { Finding, FindingSource } from '../clinical/finding.ts';
import { type PackedMeasurements, unpackedMeasurements } from './packed-measurements.ts';

/** What neighbouring sources of a finding have in common, and what each has to itself: reference, date, value. */
interface SourceRun extends Omit<FindingSource, 'reference' | 'date' | 'value'> {
  readonly of: readonly (readonly [reference: string, date: string | null, value: string | null])[];
}

/** A case as a record holds it. The dozens of results behind a finding say the same of different days: said once, they take a third of the room. */
export type PackedCase = Omit<Case, 'findings' | 'measurements'> & {
  readonly findings: readonly (Omit<Finding, 'sources'> & { readonly sources: readonly SourceRun[] })[];
  readonly measurements?: PackedMeasurements | undefined;
};

/** Findings as a record holds them. */
export const packedFindings = (findings: Case['findings']): PackedCase['findings'] =>
  findings.map((finding) => ({ ...finding, sources: packed(finding.sources) }));

/** The case again, its sources in their order. Records of before the packing hold the sources themselves. */
export const unpackedCase = (patient: PackedCase | Case): Case => ({
  ...(patient as Case),
  findings: patient.findings.map((finding) => ({
    ...finding,
    sources: finding.sources.flatMap((source) => ('of' in source ? unpacked(source) : [source])),
  })),
  ...(patient.measurements && { measurements: unpackedMeasurements(patient.measurements) }),
});

function packed(sources: readonly FindingSource[]): readonly SourceRun[] {
  const runs: SourceRun[] = [];
  let first: FindingSource | undefined;
  let of: SourceRun['of'][number][] = [];
  for (const source of sources) {
    if (!first || !isAlike(first, source)) {
      const { reference: _, date: __, value: ___, ...shared } = source;
      first = source;
      of = [];
      runs.push({ ...shared, of });
    }
    of.push([source.reference, source.date ?? null, source.value ?? null]);
  }
  return runs;
}

const isAlike = (one: FindingSource, other: FindingSource) =>
  one.display === other.display &&
  one.unit === other.unit &&
  one.derivation === other.derivation &&
  one.certainty === other.certainty;

const unpacked = ({ of, display, unit, derivation, certainty }: SourceRun): readonly FindingSource[] =>
  of.map(([reference, date, value]) => ({
    reference,
    display,
    ...(date !== null && { date }),
    ...(value !== null && { value }),
    ...(unit !== undefined && { unit }),
    derivation,
    ...(certainty !== undefined && { certainty }),
  }));
