import type { CodingRead, ConceptRead } from '../fhir/coding.ts';
import { canonicalSystem } from '../terminology/code-system.ts';
import { codeSystems } from '../terminology/terminology.ts';

/** A coding whose system is in canonical form. */
export interface SystemCoding extends CodingRead {
  /** Canonical URL, the system as written when unknown, or an empty string. */
  readonly system: string;
}

/** The codings of a concept with canonical systems. HPO codes without a system are recognised by their form. */
export function systemCodings(concept: ConceptRead): readonly SystemCoding[] {
  return concept.codings.map((coding) => ({ ...coding, system: systemOf(coding) }));
}

function systemOf({ system, code }: CodingRead): string {
  if (system !== '') return canonicalSystem(system);
  if (/^HP:\d{7}$/.test(code)) return codeSystems.hpo;
  return '';
}
