import type { Calibration } from '../../registry/calibration.ts';
import type { Manifest } from '../../registry/manifest.ts';
import type { Evaluation } from '../../registry/reports.ts';
import { fixedWeights } from './potentials.ts';

/** `MODEL_CARD.md`, after Mitchell et al. 2019, written from the figures that were measured. */
export function modelCard(
  manifest: Manifest,
  evaluation: Evaluation,
  calibration: Calibration,
  weights: ReadonlyMap<string, number>,
): string {
  const { id, version, title, applicability, knowledge, licences } = manifest;
  return `# ${title} (\`${id}\` ${version})

Decision support for health professionals; not a medical device, not a diagnosis. It has been measured on published
cases only, never on patients of a hospital.

## What it does

Ranks ${evaluation.candidates.toLocaleString('en')} diseases (OMIM, Orphanet and DECIPHER entities, merged where Orphanet or MONDO calls them the same) by how
well they fit a patient's HPO terms. The score is a sum over the terms and all terms above them, so the share of every
finding in every score is exact.

| potential | weight | |
|---|---|---|
${[...weights].map(([name, weight]) => `| ${name} | ${weight.toFixed(3)} | ${Object.hasOwn(fixedWeights, name) ? 'set by hand' : 'fitted'} |`).join('\n')}

Fitted weights are ${weights.size - Object.keys(fixedWeights).length} numbers, by maximum likelihood of the right disease on the tuning publications. What each
potential is and why two weights are set by hand stands in \`src/training/rare/potentials.ts\`.

## Who it is for

${applicability.population} It abstains below ${applicability.minPresentFindings} usable findings and warns below ${applicability.cautionBelowFindings}.
Not for: ${applicability.exclusions.join('; ')}.

## How well it works

Shares with 95 % intervals (publications resampled).

| cases | n | reachable top 1 | reachable top 10 | top 1 | top 10 | macro top 1 | macro top 10 | ECE | set coverage | set size |
|---|---|---|---|---|---|---|---|---|---|---|
${evaluation.groups.map(row).join('\n')}

${evaluation.protocol.map((line) => `- ${line}`).join('\n')}

Calibration: temperature ${calibration.temperature}; sets of the shortest head of the list that reaches ${calibration.conformal.threshold} of the
probability, meant to hold the right disease in ${100 * calibration.conformal.level} % of cases. Fitted on ${calibration.cases} cases: ${calibration.fittedOn}.

## Limits

- A disease that no source annotates cannot be found. Of the development cases, those of diseases described after the
  annotations' release are unreachable.
- Published cases are better phenotyped than records; expect lower ranks on a record of few or unspecific findings.
- Sex, age of onset, inheritance and prevalence are not used yet.
- An excluded finding counts against diseases in which it is expected, weakly: published exclusions are biased.
- Probabilities assume that the patient has one of the candidates.

## Knowledge

${Object.entries(knowledge)
  .map(([name, release]) => `- ${name}: ${release}`)
  .join('\n')}

${licences.map(({ source, licence, url }) => `- ${source}: ${licence} (<${url}>)`).join('\n')}
`;
}

function row({ name, cases, metrics }: Evaluation['groups'][number]): string {
  const percent = (key: string) => {
    const { value, low, high } = metrics[key]!;
    return `${(100 * value).toFixed(1)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
  };
  const shares = ['reachableTop1', 'reachableTop10', 'top1', 'top10', 'macroTop1', 'macroTop10'].map(percent);
  const size = metrics.conformalMeanSize!.value.toFixed(0);
  return `| ${name} | ${cases} | ${[...shares, percent('ece'), percent('conformalCoverage'), size].join(' | ')} |`;
}
