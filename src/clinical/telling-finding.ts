import type { Terminology } from '../terminology/terminology.ts';
import type { Case } from './case.ts';
import { isCommonFinding } from './common-finding.ts';
import type { Finding } from './finding.ts';
import { measurementRules } from './tables/measurement-rules.ts';
import { routineTests } from './tables/routine-tests.ts';

/**
 * Tells findings that may point to a rare disease from those that half a ward has: what is common at the patient's age,
 * and what nobody noted but a routine test or a vital sign. A routine finding that somebody also wrote down as a problem
 * does tell.
 */
export function tellingFindings(terminology: Terminology): (finding: Finding, subject: Case['subject']) => boolean {
  const routine = routineTerms(terminology);
  return (finding, subject) =>
    finding.status === 'present' &&
    !isCommonFinding(finding.term, subject) &&
    !(routine.has(finding.term) && finding.sources.every(({ value }) => value !== undefined));
}

function routineTerms(terminology: Terminology): ReadonlySet<string> {
  const laboratory = Object.values(routineTests)
    .flat()
    .flatMap((loinc) => (['H', 'L', 'POS'] as const).flatMap((outcome) => terminology.laboratory(loinc, outcome)))
    .filter(({ excluded }) => !excluded)
    .map(({ term }) => term);
  const vital = measurementRules.flatMap(({ bands }) => bands.flatMap(({ present }) => present ?? []));
  return new Set([...laboratory, ...vital]);
}
