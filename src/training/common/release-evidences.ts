import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';

const text = z.string().trim().min(1);
const valueId = z.union([z.string().regex(/^V_\d+$/), z.int().min(0).max(10)]);

const evidence = z
  .object({
    name: z.string().regex(/^E_\d+$/),
    code_question: z.string().regex(/^E_\d+$/),
    question_en: text,
    is_antecedent: z.boolean(),
    value_meaning: z.record(z.string(), z.object({ en: text, fr: text })),
    'possible-values': z.array(valueId),
    data_type: z.enum(['B', 'C', 'M']),
  })
  .transform((raw) => ({
    id: raw.name,
    /** The question that this one follows up, which is its own id for those that follow none. */
    question: raw.code_question,
    text: raw.question_en,
    /** Yes or no; one of `values`; any number of them. */
    type: raw.data_type,
    values: raw['possible-values'],
    isAntecedent: raw.is_antecedent,
    /** English words of the source, by value. */
    meanings: new Map(Object.entries(raw.value_meaning).map(([value, { en }]) => [value, en])),
  }));

/** One evidence as DDXPlus publishes it (release_evidences_en.json). */
export type ReleaseEvidence = z.infer<typeof evidence>;

const release = z
  .record(z.string(), evidence)
  .refine(
    (evidences) => Object.entries(evidences).every(([id, { id: name }]) => id === name),
    'an evidence is listed under another id than its own',
  );

/**
 * The vocabulary of evidences, in the order of the file.
 * @throws HoofbeatsError SOURCE_FILE_INVALID that names the file and the element.
 */
export function readReleaseEvidences(file: string): readonly ReleaseEvidence[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: ${(cause as Error).message}`, { cause });
  }
  const parsed = release.safeParse(json);
  if (!parsed.success) throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: ${z.prettifyError(parsed.error)}`);
  return Object.values(parsed.data);
}
