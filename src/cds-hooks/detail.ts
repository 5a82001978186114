import type { Assessment } from '../assessment/assessment.ts';
import type { DifferentialEntry } from '../inference/differential.ts';
import { evidenceLists } from './evidence-lists.ts';
import { limits } from './limits.ts';
import { bold, inert, paragraphs } from './markdown.ts';
import { probabilityInWords } from './probability.ts';

/** The probabilities were calibrated on patients who do have a rare disease: without this sentence they would mislead. */
const supposition = ({ differential }: Assessment) =>
  differential
    ? `If one of ${differential.candidates} rare diseases is the cause (most patients have none of them), these fit best:`
    : '';

/** CDS Hooks 2.0 §Card `detail`, GitHub Flavored Markdown: no tables and no headings, since side bars are narrow. */
export function detailOf(shown: readonly DifferentialEntry[], assessment: Assessment): string {
  const diagnoses = shown.flatMap((entry, at) => [
    `${bold(`${at + 1}. ${inert(entry.label)}`)}: ${probabilityInWords(entry.probability)}`,
    evidenceLists(entry),
  ]);
  return paragraphs([supposition(assessment), ...diagnoses, '---', limits(assessment)]);
}
