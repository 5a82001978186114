import type { Complaint } from './complaint.ts';
import type { EarlyWarning } from './early-warning.ts';
import { chronic, cut, type Facts, factsOf } from './facts.ts';
import {
  alarmReason,
  earlyWarningReason,
  longReason,
  notScoredReason,
  type Reason,
  redFlagReason,
  scoreReason,
  severeReason,
  shortReason,
  unknownDurationReason,
} from './reason.ts';
import type { StateCode } from './state.ts';

/** How ill somebody is, and why. */
export interface Severity {
  readonly state: StateCode;
  /** Mean of the three most severe symptoms, 0 to 10. */
  readonly score: number;
  /** The one that decides comes first. */
  readonly reasons: readonly Reason[];
  /** NEWS2, where vital signs were given and it applies. */
  readonly earlyWarning?: EarlyWarning;
}

type Rule = (facts: Facts) => readonly Reason[];

/** A reason, if there is anything that it is about. */
const when = <T extends object | boolean>(given: T | undefined, reason: (given: T) => Reason): readonly Reason[] =>
  given === undefined || given === false || (Array.isArray(given) && given.length === 0) ? [] : [reason(given)];

/**
 * Every rule that holds leaves a reason; the first reason with a state decides. What is acute now comes before how long
 * anything has lasted, and that before how severe it is.
 */
const rules: readonly Rule[] = [
  ({ redFlags }) => redFlags.map(redFlagReason),
  ({ warning, urgentSigns }) =>
    when(urgentSigns ? warning : undefined, (found) => earlyWarningReason(found, 'acute-illness')),
  ({ alarms }) => when(alarms, alarmReason),
  // The fifth published example: 10, 10 and 10, of unknown duration, is the chronic state.
  ({ score, timed }) => when(score >= cut.almostMaximal && !timed, () => unknownDurationReason(score)),
  ({ doubtfulAlarms }) => when(doubtfulAlarms, alarmReason),
  ({ lasting }) => when(lasting, (found) => longReason(found, chronic.days, chronic.severity)),
  ({ score, timed, lasting }) =>
    when(score >= cut.almostMaximal && timed && lasting.length === 0, () => shortReason(score)),
  ({ severe }) => when(severe, (found) => severeReason(found, cut.severe)),
  ({ warning, urgentSigns, score }) =>
    when(urgentSigns ? undefined : warning, (found) =>
      // Low points raise nobody but the well.
      earlyWarningReason(found, found.points > 0 && score < cut.felt ? 'mild-discomfort' : undefined),
    ),
  ({ score, worst }) => [scoreReason(score, worst, bandOf(score))],
  ({ vitals, warning }) => when(vitals !== undefined && warning === undefined, notScoredReason),
];

function bandOf(score: number): StateCode {
  if (score < cut.felt) return 'not-ill';
  return score < cut.moderate ? 'mild-discomfort' : 'mild-illness';
}

/**
 * The state of severity, by rules with their sources (facts.ts). Another symptom, a higher rating, a red flag or a worse
 * vital sign never makes somebody less ill.
 */
export function assessSeverity(complaint: Complaint): Severity {
  const facts = factsOf(complaint);
  const reasons = rules.flatMap((rule) => rule(facts));
  return {
    state: reasons.find(({ state }) => state !== undefined)?.state ?? bandOf(facts.score),
    score: Math.round(facts.score * 10) / 10,
    reasons,
    ...(facts.warning && { earlyWarning: facts.warning }),
  };
}
