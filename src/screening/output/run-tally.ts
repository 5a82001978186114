import type { PatientResult } from '../patient-result.ts';
import { type BinCounter, binCounter, edgesWith } from './bin-counter.ts';
import { ageGroup, ageGroupNames, groupCounter, notStated, sexNames } from './group-counter.ts';
import { nameCounter } from './name-counter.ts';
import { reasonKind } from './reason-kind.ts';
import type { RunSummary } from './run-summary.ts';

/** What the results come to, without any one of them being kept. */
export interface RunTally {
  add(result: PatientResult): void;
  figures(): Omit<RunSummary, 'run' | 'workList' | 'files'>;
}

/** Shares of patients differ by powers of ten: most are far below one in a hundred. */
const triageEdges = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9];
const findingEdges = [0, 1, 2, 3, 5, 10, 20, 50];
/** Longer lists would tell nobody anything. */
const listed = 25;
const [mostDiagnoses, mostReasons] = [50_000, 500];

type Kind = keyof Omit<RunSummary['patients'], 'screened'>;

function kindOf({ verdict, entries, withheld }: PatientResult): Kind {
  if (verdict === 'not-assessable') return 'notAssessable';
  if (entries.length > 0) return 'suggested';
  return withheld ? 'withheld' : 'withoutDiagnosis';
}

export function createRunTally(): RunTally {
  const patients = { screened: 0, suggested: 0, withheld: 0, withoutDiagnosis: 0, notAssessable: 0 };
  const versions = new Map<string, PatientResult['versions']>();
  const diagnoses = nameCounter(mostDiagnoses);
  const labels = new Map<string, string>();
  const reasons = nameCounter(mostReasons);
  const findings = { all: binCounter(findingEdges), assessed: binCounter(findingEdges) };
  const ages = groupCounter(ageGroupNames);
  const sexes = groupCounter(sexNames);
  let threshold: number | undefined;
  let triage: BinCounter | undefined;

  function addAssessed({ findings: number, triage: result, entries }: PatientResult): void {
    findings.assessed.count(number);
    if (result) {
      threshold ??= result.threshold;
      triage ??= binCounter(edgesWith(triageEdges, threshold), 1);
      triage.count(result.probability);
    }
    const [first] = entries;
    if (!first) return;
    diagnoses.count(first.id);
    labels.set(first.id, first.label);
  }

  return {
    add(result) {
      const kind = kindOf(result);
      const is = { assessed: kind !== 'notAssessable', suggested: kind === 'suggested' };
      patients.screened += 1;
      patients[kind] += 1;
      versions.set(JSON.stringify(result.versions), result.versions);
      findings.all.count(result.findings);
      ages.count(ageGroup(result.ageYears), is);
      sexes.count(result.sex ?? notStated, is);
      if (is.assessed) addAssessed(result);
      else reasons.count(reasonKind(result));
    },
    figures: () => ({
      patients: { ...patients },
      ...(threshold !== undefined && { triageThreshold: threshold }),
      triage: triage?.bins() ?? [],
      findings: zipped(findings.all, findings.assessed),
      firstDiagnoses: diagnoses
        .mostFrequent(listed)
        .map(([id, count]) => ({ id, label: labels.get(id) ?? id, patients: count })),
      notAssessable: reasons.mostFrequent(listed).map(([reason, count]) => ({ reason, patients: count })),
      ages: ages.counts(),
      sexes: sexes.counts(),
      versions: [...versions.values()],
    }),
  };
}

function zipped(all: BinCounter, part: BinCounter): RunSummary['findings'] {
  const assessed = part.bins();
  return all.bins().map((bin, at) => ({ ...bin, assessed: assessed[at]!.patients }));
}
