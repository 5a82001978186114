import { bodySites } from '../questions/body-sites.ts';
import { questionGroups } from '../questions/groups.ts';
import { otherValues } from '../questions/other-values.ts';
import type { ReleaseEvidence } from '../release-evidences.ts';
import type { Words } from './translated.ts';

/** The evidences with the words in which they are asked. */
export interface Vocabulary {
  readonly evidences: ReadonlyMap<string, ReleaseEvidence & { readonly words: Words }>;
  /** Value id → words, in the order in which they are offered. */
  readonly values: ReadonlyMap<string, Words>;
}

/** Joins the release with our texts. Throws when a question or value has no words, or words have no question. */
export function vocabularyOf(release: readonly ReleaseEvidence[]): Vocabulary {
  const texts = new Map(questionGroups.flatMap(({ questions }) => questions).map((text) => [text.evidence, text]));
  const values = new Map([...bodySites, ...otherValues].map(({ value, en, es }) => [value, { en, es }]));
  const evidences = new Map(
    release.map((evidence) => {
      const written = texts.get(evidence.id);
      if (!written) throw new Error(`${evidence.id} is in no group of questions`);
      const untold = evidence.values.find((value) => typeof value === 'string' && !values.has(value));
      if (untold !== undefined) throw new Error(`${untold} of ${evidence.id} has no words`);
      return [evidence.id, { ...evidence, words: { en: written.en ?? evidence.text, es: written.es } }] as const;
    }),
  );
  const stray = [...texts.keys()].find((id) => !evidences.has(id));
  if (stray !== undefined) throw new Error(`${stray} is not in the release`);
  return { evidences, values };
}
