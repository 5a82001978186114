import { mulberry32 } from '../../random.ts';
import type { Example } from './example.ts';

/**
 * Whether nobody chose the patient by evidence or differential: `labelSource` 1 is the stratified sample. The others are
 * skewed, e.g. to few evidences or to differentials of one diagnosis.
 */
export function representative({ labelSource }: Example): boolean {
  return labelSource === 1;
}

/** Parts of about the same size in which every diagnosis has about the same share. */
export function splitStratified(
  examples: readonly Example[],
  parts: number,
  seed: number,
): readonly (readonly Example[])[] {
  const random = mulberry32(seed);
  const drawn = examples.map((example) => ({ example, key: random() }));
  drawn.sort((a, b) => a.example.diagnosis - b.example.diagnosis || a.key - b.key);
  return Array.from({ length: parts }, (_, part) =>
    drawn.filter((_, at) => at % parts === part).map(({ example }) => example),
  );
}
