import type { Case } from '../clinical/case.ts';
import { type PackedCase, packedFindings, unpackedCase } from './packed-case.ts';
import { packedMeasurements } from './packed-measurements.ts';

/** A case in JSON, as a record holds it: its two long members, which the pipeline passes on as they are, and the rest. */
export interface CaseTexts {
  readonly findings: string;
  readonly measurements?: string;
  /** The whole, with empty lists in the place of the long ones. */
  readonly rest: string;
}

/** Findings and measurements that came as a text, which a record of them can use again. */
const texts = new WeakMap<object, string>();

const findingsJson = (findings: Case['findings']): string =>
  texts.get(findings) ?? JSON.stringify(packedFindings(findings));

const measurementsJson = (measurements: NonNullable<Case['measurements']>): string =>
  texts.get(measurements) ?? JSON.stringify(packedMeasurements(measurements));

/** A case by its texts, to be read by `caseOfTexts`. */
export function caseTexts(patient: Case): CaseTexts {
  const { findings, measurements } = patient;
  return {
    findings: findingsJson(findings),
    ...(measurements && { measurements: measurementsJson(measurements) }),
    rest: JSON.stringify({ ...patient, findings: [], ...(measurements && { measurements: [] }) }),
  };
}

/** The case of which `caseTexts` made the texts. */
export function caseOfTexts({ findings, measurements, rest }: CaseTexts): Case {
  const packed: PackedCase = {
    ...JSON.parse(rest),
    findings: JSON.parse(findings),
    ...(measurements !== undefined && { measurements: JSON.parse(measurements) }),
  };
  const patient = unpackedCase(packed);
  texts.set(patient.findings, findings);
  if (patient.measurements && measurements !== undefined) texts.set(patient.measurements, measurements);
  return patient;
}

/** A case as one JSON object (see `PackedCase`), its members in their order. In pieces: the long ones are as they came. */
export function caseJson(patient: Case): readonly string[] {
  const { findings, measurements } = patient;
  const long: Readonly<Record<string, string | undefined>> = {
    findings: findingsJson(findings),
    measurements: measurements && measurementsJson(measurements),
  };
  const members = Object.entries(patient).filter(([, value]) => value !== undefined);
  const pieces = members.flatMap(([name, value], at) => [
    `${at === 0 ? '{' : ','}"${name}":`,
    long[name] ?? JSON.stringify(value),
  ]);
  return [...pieces, '}'];
}
