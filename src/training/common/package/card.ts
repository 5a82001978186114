import type { CommonCalibration } from '../../../registry/common-calibration.ts';
import type { CommonEvaluation } from '../../../registry/common-reports.ts';
import type { Manifest } from '../../../registry/manifest.ts';
import type { SourceAttributes } from '../../../registry/source-attributes.ts';

export interface CommonCardContent {
  readonly manifest: Manifest;
  readonly evaluation: CommonEvaluation;
  readonly calibration: CommonCalibration;
  readonly attributes: SourceAttributes;
}

/** `MODEL_CARD.md`, after Mitchell et al. 2019, written from the figures that were measured. */
export function commonCard({ manifest, evaluation, calibration, attributes }: CommonCardContent): string {
  const { id, version, title, applicability, knowledge, licences } = manifest;
  const { pool, interview, differentialCut } = calibration;
  const asked = evaluation.interview.metrics;
  return `# ${title} (\`${id}\` ${version})

Decision support for health professionals; not a medical device, not a diagnosis. It was made from synthetic patients and
has been measured on synthetic patients only: nothing here says how it does on real ones.

## What it does

Gives each of ${evaluation.diagnoses} diagnoses a probability from 223 evidences (symptoms, history, circumstances), age and sex. An
evidence is present, absent or unknown, and most of them may be unknown. Two families answer:

- a likelihood: how often patients of each diagnosis answer so, evidences taken as independent given the diagnosis, and
  follow-ups given their parent evidence. Of a record that lists what is present, silence is weighed too, with the share
  that was left out integrated over;
- a perceptron with one hidden layer, which learned from records with evidence hidden anew each time what the likelihood
  lacks.

Their scores are added up, each times a weight (answered records: ${weights(pool.answered)}; listed records:
${weights(pool.listed)}), which calibrates them as a temperature does. A second perceptron says which diagnoses a
physician would have put on the differential (at least ${differentialCut} likely).

The next question is the one whose answer is expected to tell most of the diagnosis. An interview may stop when the first
diagnosis is ${interview.stopProbability} probable: after ${asked.meanQuestions!.value.toFixed(1)} questions on average, right in ${percent(asked.top1!.value)} % of cases.

## Who it is for

${applicability.population} It abstains below ${applicability.minPresentFindings} usable finding and warns below ${applicability.cautionBelowFindings}.
Not for: ${applicability.exclusions.join('; ')}.

## How well it works

Cross-validation on ${evaluation.interview.cases.toLocaleString('en')} synthetic patients; shares in per cent with 95 % intervals. More, with plots:
\`docs/evaluation-common.md\`.

| cases | reading | hidden | n | top 1 | top 3 | top 5 | macro F1 | ECE | ddf1 | set coverage |
|---|---|--:|--:|---|---|---|---|---|---|---|
${evaluation.groups.map(groupRow).join('\n')}

${evaluation.protocol.map((line) => `- ${line}`).join('\n')}

## Limits

- The list of diagnoses is closed, and probabilities add up to 1 over it: a patient with anything else gets them too.
- Synthetic patients answer by rule. Real answers are vaguer, so expect lower accuracy and too much certainty.
- Codes of a record feed the model only where they say the same as an evidence, or more (\`features.json\`).
- Frequencies of the diagnoses are those of the generator; there is no region, season or outbreak in them.

## Source attributes

The 31 attributes of 45 CFR 170.315(b)(11).

| attribute | |
|---|---|
${Object.entries(attributes)
  .map(([name, value]) => `| ${words(name)} | ${value} |`)
  .join('\n')}

## Knowledge

${Object.entries(knowledge)
  .map(([name, release]) => `- ${name}: ${release}`)
  .join('\n')}

${licences.map(({ source, licence, url }) => `- ${source}: ${licence} (<${url}>)`).join('\n')}
`;
}

const percent = (value: number) => (100 * value).toFixed(1);

function weights({ likelihood, network }: CommonCalibration['pool']['listed']): string {
  return `${likelihood.toFixed(2)} and ${network.toFixed(2)}`;
}

function groupRow({ name, reading, hidden, cases, metrics }: CommonEvaluation['groups'][number]): string {
  const cells = ['top1', 'top3', 'top5', 'macroF1', 'ece', 'ddf1', 'conformalCoverage'].map((key) => {
    const { value, low, high } = metrics[key]!;
    return `${percent(value)} (${percent(low)}–${percent(high)})`;
  });
  return `| ${name} | ${reading} | ${100 * hidden} | ${cases} | ${cells.join(' | ')} |`;
}

/** `fundingSource` → Funding source */
function words(name: string): string {
  const text = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
