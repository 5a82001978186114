import type { Assessment } from '../assessment/assessment.ts';
import type { Differential, DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';
import { groupOrder } from '../inference/joint/groups.ts';
import type { JointEntry, JointGroup } from '../inference/joint/joint-differential.ts';
import { nextFindingText } from '../inference/next-finding-text.ts';
import { percent } from '../inference/percent.ts';

/** An assessment as plain text for a terminal: the list, the evidence of each entry, and what limits the result. */
export function assessmentText(assessment: Assessment, top: number): string {
  const { case: patient, applicability, differential, versions, notObtained } = assessment;
  const { sex, ageYears } = patient.subject;
  const who = [sex, ageYears === undefined ? undefined : `${Math.floor(ageYears)} years`].filter(Boolean).join(', ');
  const findings = count(patient.findings, 'present');
  const lines = [
    `${patient.subject.reference}${who === '' ? '' : ` (${who})`}: ${findings} findings present, ${count(patient.findings, 'excluded')} excluded`,
    ...(applicability.verdict === 'in'
      ? []
      : applicability.reasons.map(({ text }) => `${applicability.verdict}: ${text}`)),
    '',
    ...jointLines(assessment),
    ...triageLines(assessment),
    ...listLines(differential, top),
    ...nextLines(differential),
    ...notObtained.map(({ what, reason }) => `Not obtained: ${what} (${reason})`),
    ...patient.issues.map(({ severity, text }) => `${severity}: ${text}`),
    `Model ${versions.model}, code ${versions.code}, HPO ${versions.knowledge.hpo ?? 'unknown'}. Decision support, not a diagnosis; may be incomplete.`,
  ];
  return lines.join('\n');
}

const count = (findings: Assessment['case']['findings'], status: string) =>
  findings.filter((finding) => finding.status === status).length;

/** Common diseases and criteria, group by group; the rare ones follow with their own list. */
function jointLines(assessment: Assessment): string[] {
  const { joint, common } = assessment;
  if (!joint) return [];
  const others = joint.entries.filter(({ rare }) => rare === undefined);
  const groups = groupOrder.flatMap((group) => {
    const entries = others.filter((entry) => entry.group === group);
    return entries.length === 0
      ? []
      : [`${groupTitles[group]}:`, ...entries.flatMap((entry) => otherLines(entry, assessment))];
  });
  const recorded = [...new Set(joint.recorded.map(({ label }) => label))];
  const [question] = common?.nextQuestions ?? [];
  return [
    ...groups,
    ...(recorded.length > 0 ? [`Already recorded: ${recorded.join(', ')}`, ''] : []),
    ...(question ? [`Ask next: ${question.text} (expected in ${percent(question.probabilityPresent)})`, ''] : []),
  ];
}

const groupTitles: Readonly<Record<JointGroup, string>> = {
  'most-likely': 'Most likely',
  'dont-miss': 'Not to be missed',
  'also-possible': 'Also possible',
};

function otherLines({ label, common, criterion, probability }: JointEntry, assessment: Assessment): string[] {
  const result = assessment.criteria?.find(({ id }) => id === criterion);
  const entry = assessment.common?.entries.find(({ id }) => id === common);
  if (entry && probability !== undefined) {
    const speaking = entry.evidence.filter(({ direction }) => direction !== 'neutral');
    return [`- ${label} ${percent(probability)}`, ...speaking.slice(0, 4).map(evidenceLine), ''];
  }
  if (!result) return [];
  const { text, evidence, guidelines, stageLabel } = result;
  const [guideline] = guidelines;
  return [
    `- ${label}${stageLabel === undefined ? '' : `, ${stageLabel.en}`}: ${text?.en ?? result.verdict}`,
    ...evidence.slice(0, 4).map(({ text: fact, reference, date }) => {
      const origin = [reference, date?.slice(0, 10)].filter(Boolean).join(', ');
      return `   + ${fact.en}${origin === '' ? '' : ` (${origin})`}`;
    }),
    ...(guideline ? [`   ${guideline.organisation}, ${guideline.title}, ${guideline.year}, ${guideline.section}`] : []),
    '',
  ];
}

function triageLines({ triage, differential }: Assessment): string[] {
  if (triage === undefined || differential === undefined) return [];
  const likely = `A rare disease explains these findings with a probability of ${percent(triage.probability)}`;
  return [differential.withheld ? `${likely}; no list is shown.` : `${likely}.`, ''];
}

function listLines(differential: Differential | undefined, top: number): string[] {
  if (differential === undefined || differential.withheld) return [];
  const { candidates, entries, conformalSize } = differential;
  return [
    `If one of ${candidates} rare diseases is the cause (most patients have none of them), these fit best:`,
    '',
    ...entries.slice(0, top).flatMap(entryLines),
    `In 9 of 10 published cases a list cut like this one, here after rank ${conformalSize}, held the right disease.`,
    '',
  ];
}

function nextLines(differential: Differential | undefined): string[] {
  const next = differential?.nextFindings ?? [];
  return next.length === 0 ? [] : ['What would tell most:', ...next.map((each) => `   ${nextFindingText(each)}`), ''];
}

function entryLines({ rank, id, label, probability, evidence, unknown }: DifferentialEntry): string[] {
  const speaking = evidence.filter(({ direction }) => direction !== 'neutral');
  return [
    `${rank}. ${label} [${id}] ${percent(probability)}`,
    ...speaking.slice(0, 6).map(evidenceLine),
    ...unknown.slice(0, 3).map(({ reason }) => `   ? ${reason}`),
    '',
  ];
}

function evidenceLine({ direction, weight, reason, sources }: EvidenceContribution): string {
  const [source] = sources;
  const origin =
    source === undefined ? '' : ` (${[source.reference, source.date?.slice(0, 10)].filter(Boolean).join(', ')})`;
  return `   ${direction === 'for' ? '+' : '-'} ${reason}${origin} [${weight.toFixed(2)}]`;
}
