import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { LabOutcome, Terminology } from '../terminology/terminology.ts';
import { type InquiryWay, inquiryBranches } from './tables/inquiry-branches.ts';
import { orderableTests } from './tables/orderable-tests.ts';

/** How a feature can be found out about, and the test that shows it where one is known. */
export interface Inquiry {
  readonly kind: Exclude<InquiryWay, 'leave out'>;
  /** LOINC code of a test to order. */
  readonly loinc?: string;
}

const wayOf: ReadonlyMap<string, InquiryWay> = new Map(inquiryBranches.map(({ term, way }) => [term, way]));
const abnormal: readonly LabOutcome[] = ['H', 'L', 'POS'];

/** How to find out about a feature; undefined for what cannot be examined, asked or ordered. */
export function inquiryInto(node: number, vocabulary: InputVocabulary, terminology: Terminology): Inquiry | undefined {
  const kind = wayInto(node, vocabulary);
  if (kind === 'leave out') return undefined;
  const loinc = testFor(vocabulary.ids[node]!, terminology);
  return loinc === undefined ? { kind } : { kind: 'order', loinc };
}

/** Whether there is any way to find out about a feature. */
export function isExaminable(node: number, vocabulary: InputVocabulary): boolean {
  return wayInto(node, vocabulary) !== 'leave out';
}

/** The way of the lowest branch that holds the node: parents come before children, so it is the one that comes last. */
function wayInto(node: number, vocabulary: InputVocabulary): InquiryWay {
  const branch = Math.max(...[...closure(vocabulary, node)].filter((above) => wayOf.has(vocabulary.ids[above]!)));
  return wayOf.get(vocabulary.ids[branch] ?? '') ?? 'examine';
}

/** The first of the orderable tests that has an abnormal outcome of this very meaning. */
function testFor(term: string, terminology: Terminology): string | undefined {
  return orderableTests.find((loinc) =>
    abnormal.some((outcome) =>
      terminology.laboratory(loinc, outcome).some((meaning) => meaning.term === term && !meaning.excluded),
    ),
  );
}
