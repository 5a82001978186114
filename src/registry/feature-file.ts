import { z } from 'zod';
import type { InputVocabulary } from '../features/vocabulary.ts';

/** `features.json`: the input vocabulary, column by column so that it stays small. */
export const featureFileSchema = z.strictObject({
  vocabulary: z.literal('HPO'),
  version: z.string(),
  channels: z
    .array(
      z.strictObject({
        kind: z.enum(['closure', 'frontier', 'chain', 'excluded']),
        lengthExponent: z.number().min(0).max(1),
      }),
    )
    .min(1),
  /** HPO ids without prefix and leading zeros, parents before children. */
  ids: z.array(z.number().int().positive()).min(1),
  labels: z.array(z.string()),
  /** Nodes of the parents, the primary parent first. */
  parents: z.array(z.array(z.number().int().nonnegative())),
  informationContent: z.array(z.number().nonnegative()),
  background: z.array(z.number().min(0).max(1)),
});

export type FeatureFile = z.infer<typeof featureFileSchema>;

/** 1083 → `HP:0001083`. */
export function hpoIdOf(number: number): string {
  return `HP:${String(number).padStart(7, '0')}`;
}

/**
 * The vocabulary that a feature file describes.
 * @throws Error with the reason when its columns do not fit together.
 */
export function vocabularyOf(file: FeatureFile): InputVocabulary {
  const size = file.ids.length;
  for (const column of ['labels', 'parents', 'informationContent', 'background'] as const) {
    if (file[column].length !== size) throw new Error(`${column} has ${file[column].length} entries, ids ${size}`);
  }
  file.parents.forEach((parents, node) => {
    if (parents.some((parent) => parent >= node)) throw new Error(`parents[${node}] names a node that comes later`);
  });
  const ids = file.ids.map(hpoIdOf);
  return Object.freeze({
    ids,
    labels: file.labels,
    parents: file.parents,
    informationContent: Float32Array.from(file.informationContent),
    background: Float32Array.from(file.background),
    channels: file.channels,
    nodeOf: new Map(ids.map((id, node) => [id, node])),
  });
}
