import type { Assessment } from '../assessment/assessment.ts';
import { rareAmong, type ShownEntry } from '../assessment/shown-entries.ts';
import { groupOrder } from '../inference/joint/groups.ts';
import type { JointGroup } from '../inference/joint/joint-differential.ts';
import { criterionLists } from './criterion-lists.ts';
import { evidenceLists } from './evidence-lists.ts';
import { limits } from './limits.ts';
import { bold, bullets, inert, paragraphs, plain } from './markdown.ts';
import { percentage, probabilityInWords } from './probability.ts';

/** The probabilities were calibrated on patients who do have a rare disease: without this sentence they would mislead. */
function supposition({ differential, joint }: Assessment): string {
  if (!differential) return '';
  const none = joint
    ? `that one of them is the cause has a probability of ${percentage(joint.rareProbability)} here`
    : 'most patients have none of them';
  return `If one of ${differential.candidates} rare diseases is the cause (${none}), these fit best:`;
}

const groupTitles: Readonly<Record<JointGroup, string>> = {
  'most-likely': 'Most likely',
  'dont-miss': 'Not to be missed',
  'also-possible': 'Also possible',
};

/** CDS Hooks 2.0 §Card `detail`, GitHub Flavored Markdown: no tables and no headings, since side bars are narrow. */
export function detailOf(shown: readonly ShownEntry[], assessment: Assessment): string {
  const others = shown.filter(({ kind }) => kind !== 'rare');
  const rare = rareAmong(shown);
  let number = 0;
  const title = (label: string, what: string) => {
    number += 1;
    return `${bold(`${number}. ${inert(label)}`)}: ${what}`;
  };
  const groups = groupOrder.flatMap((group) => {
    const entries = others.filter((entry) => entry.group === group);
    return entries.length === 0 ? [] : [groupTitles[group], ...entries.flatMap((entry) => otherBlocks(entry, title))];
  });
  const diagnoses = rare.flatMap((entry) => [
    title(entry.label, probabilityInWords(entry.probability)),
    evidenceLists(entry),
  ]);
  return paragraphs([
    ...groups,
    rare.length > 0 ? supposition(assessment) : '',
    ...diagnoses,
    recorded(assessment),
    '---',
    limits(assessment),
  ]);
}

function otherBlocks(entry: ShownEntry, title: (label: string, what: string) => string): readonly string[] {
  if (entry.kind === 'criterion') {
    const { label, stageLabel, text } = entry.result;
    // A stage that is a mere number says so.
    const stage = stageLabel === undefined ? '' : ` (${inert(stageLabel.en.replace(/^(?=\d+$)/, 'stage '))})`;
    return [title(label.en, `${inert(text?.en ?? '')}${stage}`), criterionLists(entry.result)];
  }
  if (entry.kind === 'common') {
    return [title(entry.label, probabilityInWords(entry.probability)), evidenceLists({ ...entry.entry, unknown: [] })];
  }
  return [];
}

/** Known problems that fit are said to be known, so that nobody looks for them in the list. */
function recorded({ joint }: Assessment): string {
  const labels = [...new Set((joint?.recorded ?? []).map(({ label }) => label))];
  return labels.length === 0
    ? ''
    : `${bold('Already recorded')}\n${bullets([labels.map((label) => plain(label)).join(', ')])}`;
}
