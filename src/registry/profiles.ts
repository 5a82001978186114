import { z } from 'zod';

/**
 * How often patients with the disease show a feature, as published: `2/3`, `45%`, or a class of HPO's Frequency branch
 * by its name (`very frequent`); absent when the source does not say.
 */
export const frequencyBounds = {
  obligate: { low: 1, high: 1, words: 'always present' },
  'very frequent': { low: 0.8, high: 0.99, words: 'very frequent (80–99 %)' },
  frequent: { low: 0.3, high: 0.79, words: 'frequent (30–79 %)' },
  occasional: { low: 0.05, high: 0.29, words: 'occasional (5–29 %)' },
  'very rare': { low: 0.01, high: 0.04, words: 'very rare (1–4 %)' },
  excluded: { low: 0, high: 0, words: 'never present' },
} as const;

export type FrequencyClassName = keyof typeof frequencyBounds;

/** One annotation of a disease. */
export interface Annotation {
  readonly node: number;
  /** As published; see {@link frequencyBounds}. */
  readonly frequency?: string;
  readonly references: readonly string[];
}

/** What the sources say directly about a disease. */
export interface Profile {
  readonly id: string;
  readonly annotations: readonly Annotation[];
  /** Nodes that the disease is known not to show. */
  readonly absent: readonly number[];
  /**
   * No source annotates the disease: the shares are the means of its numbered relatives and the terms in its name, and
   * every node that they imply is listed.
   */
  readonly inferred?: boolean;
}

const line = z.strictObject({
  id: z.string(),
  references: z.array(z.string()),
  /** [node, frequency, places in `references`]. */
  annotations: z.array(z.tuple([z.number().int(), z.string(), z.array(z.number().int())])),
  absent: z.array(z.number().int()),
  inferred: z.literal(true).optional(),
});

/** One line of `profiles.ndjson`. */
export type ProfileLine = z.infer<typeof line>;

/** Profiles in the order of the labels; a line is parsed when it is asked for. */
export interface Profiles {
  readonly size: number;
  /** @throws Error with the reason when the line is malformed. */
  get(diagnosis: number): Profile;
}

/** Finds the lines of `profiles.ndjson` without parsing them: a result shows a handful of several thousand. */
export function openProfiles(bytes: Buffer): Profiles {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  const size = starts.length - 1;
  return {
    size,
    get(diagnosis) {
      const [start, end] = [starts[diagnosis], starts[diagnosis + 1]];
      if (start === undefined || end === undefined)
        throw new RangeError(`profiles.ndjson has no line ${diagnosis + 1}`);
      return profileOf(line.parse(JSON.parse(bytes.toString('utf8', start, end))));
    },
  };
}

/** The profile that a line holds. */
export function profileOf({ id, references, annotations, absent, inferred }: ProfileLine): Profile {
  return {
    id,
    absent,
    ...(inferred ? { inferred } : {}),
    annotations: annotations.map(([node, frequency, places]) => ({
      node,
      references: places.map((place) => references[place] ?? ''),
      ...(frequency === '' ? {} : { frequency }),
    })),
  };
}

/** Expected share of patients with a feature, 0 to 1, or undefined when the source does not say. */
export function shareOf(frequency: string | undefined): number | undefined {
  if (frequency === undefined) return undefined;
  if (Object.hasOwn(frequencyBounds, frequency)) {
    const { low, high } = frequencyBounds[frequency as FrequencyClassName];
    return (low + high) / 2;
  }
  const ratio = /^(\d+)\/(\d+)$/.exec(frequency);
  if (ratio) return Number(ratio[1]) / Number(ratio[2]);
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(frequency);
  return percent ? Number(percent[1]) / 100 : undefined;
}
