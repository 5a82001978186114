import type { CriterionResult } from '../criteria/evaluate.ts';
import { bold, bullets, inert, paragraphs, plain } from './markdown.ts';

/** What fits in a side bar. */
const most = { evidence: 4, missing: 2 } as const;

/** What a criterion rests on, what would settle it, and whose criterion it is. */
export function criterionLists({ evidence, missing, guidelines }: CriterionResult): string {
  return paragraphs([
    list('For', evidence.map(evidenceText), most.evidence),
    list(
      'Not on record',
      missing.map(({ text }) => inert(text.en)),
      most.missing,
    ),
    list(
      'Guideline',
      guidelines.map(({ organisation, title, year, section }) =>
        inert(`${organisation}, ${title}, ${year}, ${section}`),
      ),
      1,
    ),
  ]);
}

/** The sentence holds value and unit. */
function evidenceText({ text, reference, date }: CriterionResult['evidence'][number]): string {
  const place = [reference, date?.slice(0, 10)].flatMap((part) => (part === undefined ? [] : [plain(part)]));
  return `${inert(text.en)}${place.length > 0 ? ` (${place.join(', ')})` : ''}`;
}

function list(title: string, items: readonly string[], most: number): string {
  if (items.length === 0) return '';
  const more = items.length - most;
  return `${bold(title)}\n${bullets([...items.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])])}`;
}
