import type { Calibration } from '../../../registry/calibration.ts';
import type { Manifest } from '../../../registry/manifest.ts';
import type { RankerWeights } from '../../../registry/ranker-weights.ts';
import type { Evaluation } from '../../../registry/reports.ts';
import type { SourceAttributes } from '../../../registry/source-attributes.ts';
import { fixedWeights, weightNames } from '../ranker/potentials.ts';

export interface CardContent {
  readonly manifest: Manifest;
  readonly evaluation: Evaluation;
  readonly calibration: Calibration;
  readonly potentials: RankerWeights;
  readonly attributes: SourceAttributes;
  readonly supportCases: number;
  readonly supportedDiseases: number;
}

/** `MODEL_CARD.md`, after Mitchell et al. 2019, written from the figures that were measured. */
export function modelCard(content: CardContent): string {
  const { manifest, evaluation, calibration, potentials, attributes, supportCases, supportedDiseases } = content;
  const { id, version, title, applicability, knowledge, licences } = manifest;
  const count = (value: number) => value.toLocaleString('en');
  return `# ${title} (\`${id}\` ${version})

Decision support for health professionals; not a medical device, not a diagnosis. It has been measured on published
cases only, never on patients of a hospital.

## What it does

Ranks ${count(evaluation.candidates)} diseases (OMIM, Orphanet and DECIPHER entities, merged where Orphanet or MONDO calls them the same) by how
well they fit a patient's HPO terms. Each disease is a prototype: the shares of its patients who show each term and all
terms above it, from annotations, or, where no source annotates the disease, from its numbered relatives and the terms
in its name. ${count(supportCases)} published patients with ${count(supportedDiseases)} diseases have updated the prototypes; a further one does so
without training (\`hoofbeats models add-case\`). The score is a sum over the patient's terms and all terms above them, so
the share of every finding in every score is exact.

| potential | weight, annotated | weight, with support cases | |
|---|---|---|---|
${weightNames.map((name) => weightRow(name, potentials)).join('\n')}

Fitted by maximum likelihood of the right disease on published cases, each without the support of its own publication.
What each potential is and why two weights are set by hand stands in \`src/training/rare/ranker/potentials.ts\`.

## Who it is for

${applicability.population} It abstains below ${applicability.minPresentFindings} usable findings and warns below ${applicability.cautionBelowFindings}.
Not for: ${applicability.exclusions.join('; ')}.

## How well it works

Nested cross-validation by publication; shares in per cent with 95 % intervals (publications resampled). More, with
plots: \`docs/evaluation.md\`.

| cases | mode | n | reachable top 1 | reachable top 10 | top 1 | top 10 | macro top 1 | macro top 10 | ECE | set coverage | set size |
|---|---|---|---|---|---|---|---|---|---|---|---|
${evaluation.groups.map(groupRow).join('\n')}

${evaluation.protocol.map((line) => `- ${line}`).join('\n')}

Calibration: temperature ${calibration.temperature}; sets of the shortest head of the list that reaches ${calibration.conformal.threshold} of the
probability, meant to hold the right disease in ${100 * calibration.conformal.level} % of cases. Fitted on ${count(calibration.cases)} cases: ${calibration.fittedOn}.

## Limits

- A disease that no source annotates, names tellingly or reports cannot be found.
- The more a disease has been published, the better it is found; the table by number of support cases says how much.
- Published cases are better phenotyped than records; expect lower ranks on a record of few or unspecific findings.
- Sex, age of onset, inheritance and prevalence do not move the rank: on published cases flags for sex, inheritance and
  onset gained 0.1 points of top 1, prevalence and inheritance classes gained nothing that another fold confirmed.
- An excluded finding counts against diseases in which it is expected, weakly: published exclusions are biased. It counts
  for a disease whose published patients were found without it too.
- Probabilities assume that the patient has one of the candidates.

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

function weightRow(name: string, { knowledge, support }: RankerWeights): string {
  const cell = (weight: number | undefined) => (weight === undefined ? '–' : weight.toFixed(3));
  const origin = Object.hasOwn(fixedWeights, name) ? 'set by hand' : 'fitted';
  return `| ${name} | ${cell(knowledge[name])} | ${cell(support[name])} | ${origin} |`;
}

function groupRow({ name, mode, cases, metrics }: Evaluation['groups'][number]): string {
  const percent = (key: string) => {
    const { value, low, high } = metrics[key]!;
    return `${(100 * value).toFixed(1)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
  };
  const shares = ['reachableTop1', 'reachableTop10', 'top1', 'top10', 'macroTop1', 'macroTop10'].map(percent);
  const size = metrics.conformalMeanSize!.value.toFixed(0);
  return `| ${name} | ${mode} | ${cases} | ${[...shares, percent('ece'), percent('conformalCoverage'), size].join(' | ')} |`;
}

/** `fundingSource` → Funding source */
function words(name: string): string {
  const text = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
