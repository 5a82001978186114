import type { Extension, Reference } from 'fhir/r4.js';
import { parseReference } from '../fhir/reference.ts';
import type { DifferentialEntry, EvidenceContribution } from '../inference/differential.ts';
import { codeSystems } from '../terminology/terminology.ts';
import { citedSources } from './cited-sources.ts';
import { evidenceExtension, symptomCodes } from './extensions.ts';

/** What moved a prediction and what could: one extension per contribution, then one per telling gap in the record. */
export function evidenceExtensions({ evidence, unknown }: DifferentialEntry): Extension[] {
  return [
    ...evidence.map(contributionExtension),
    ...unknown.map(({ term, label, reason }) =>
      extension([finding(term, label), direction('unknown'), because(reason)]),
    ),
  ];
}

const contributionExtension = (contribution: EvidenceContribution) =>
  extension([
    finding(contribution.finding, contribution.label),
    direction(contribution.direction),
    { url: 'weight', valueDecimal: rounded(contribution.weight, 6) },
    because(contribution.reason),
    ...sourceReferences(contribution).map((valueReference) => ({ url: 'source', valueReference })),
  ]);

const extension = (parts: Extension[]): Extension => ({ url: evidenceExtension, extension: parts });
/** A phenotype, or what the symptom questionnaire asks: age and sex have no code in either. */
const finding = (code: string, display: string): Extension => ({
  url: 'finding',
  valueCoding: code.startsWith('HP:')
    ? { system: codeSystems.hpo, code, display }
    : { ...(code.startsWith('E_') && { system: symptomCodes, code }), display },
});
const direction = (valueCode: EvidenceContribution['direction'] | 'unknown'): Extension => ({
  url: 'direction',
  valueCode,
});
const because = (valueString: string): Extension => ({ url: 'reason', valueString });

function sourceReferences({ sources }: EvidenceContribution): Reference[] {
  const { cited, more } = citedSources(sources);
  return [...cited.map(sourceReference), ...(more > 0 ? [{ display: `and ${more} older` }] : [])];
}

/** A source whose resource had no usable id is still named, in words. */
function sourceReference({ reference, date, text }: EvidenceContribution['sources'][number]): Reference {
  const display = [text, date].filter((part) => part !== undefined && part !== '').join(', ');
  const usable = parseReference(reference) !== undefined;
  return { ...(usable && { reference }), display: display === '' ? reference : display };
}

/** FHIR decimals keep their precision, so figures beyond what is meant are cut. */
export const rounded = (value: number, digits: number) => Number(value.toPrecision(digits));
