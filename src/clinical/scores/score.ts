import type { Sex } from '../case.ts';
import type { TargetUnit } from '../unit-conversion.ts';

/** Publication that a score is computed by. */
export interface ScoreSource {
  readonly title: string;
  readonly year: number;
  readonly url: string;
}

/**
 * One measured input: the latest value of any of the LOINC codes, brought into `unit` by `inUnit` (unit-conversion.ts).
 * The order of the codes is one of preference.
 */
export interface ScoreInput<Key extends string = string> extends TargetUnit {
  readonly key: Key;
  readonly label: string;
  readonly loinc: readonly string[];
  /** The score can be computed without it. */
  readonly optional?: true;
}

/** What is known of the patient beside the measurements. */
export interface ScorePerson {
  /** Age in years at the time of the measurements. */
  readonly ageYears?: number | undefined;
  readonly sex?: Sex | undefined;
  /** ICD-10 or ICD-10-CM codes of the patient's conditions, with or without dot. Absent: the conditions are not known. */
  readonly icd10?: readonly string[] | undefined;
}

/** What a score is computed from. */
export interface ScoreValues extends ScorePerson {
  /** By the key of the input, in its unit. */
  readonly measured: Readonly<Record<string, number | undefined>>;
}

/** What one input contributed. */
export interface ScorePart {
  /** Key of the input; `age` or the name of a group of conditions where it is none. */
  readonly key: string;
  readonly label: string;
  /** In `unit`; absent where there is no number, as with conditions. */
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
  /** Of scores that add points. */
  readonly points?: number | undefined;
}

export interface Assessed {
  readonly kind: 'assessed';
  readonly value: number;
  readonly parts: readonly ScorePart[];
}

export interface NotAssessable {
  readonly kind: 'not-assessable';
  /** Labels of what is missing, or what would have to hold, e.g. `age of 18 years or more`. */
  readonly missing: readonly string[];
  /** What is known all the same. */
  readonly parts: readonly ScorePart[];
  /** Of scores that add points: what the sum is at least and at most, whatever the missing inputs are. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type ScoreResult = Assessed | NotAssessable;

interface ScoreFacts<Key extends string> {
  /** As clinicians write it, e.g. `FIB-4`. */
  readonly name: string;
  readonly title: string;
  /** UCUM unit of the result; `1` for points and ratios. */
  readonly unit: string;
  readonly inputs: readonly ScoreInput<Key>[];
  /** What is needed beside the inputs. */
  readonly needs: readonly ('age' | 'sex' | 'conditions')[];
  /** How far apart the inputs may have been measured to belong together, in hours; our own convention. */
  readonly spanHours?: number;
  readonly source: ScoreSource;
}

/** A clinical score or derived quantity as a table entry: what it needs, and the pure function that computes it. */
export interface Score extends ScoreFacts<string> {
  readonly compute: (values: ScoreValues) => ScoreResult;
}

/** The measured inputs of a score, each in its unit. */
export type Inputs<Key extends string> = Readonly<Record<Key, number | undefined>>;

/** Makes a score of its facts and of a function over its own inputs, by name. */
export function defineScore<Key extends string>({
  compute,
  ...facts
}: ScoreFacts<Key> & {
  readonly compute: (inputs: Inputs<Key>, person: ScorePerson) => ScoreResult;
}): Score {
  return {
    ...facts,
    compute: ({ measured, ...person }) => {
      const inputs = Object.fromEntries(facts.inputs.map(({ key }) => [key, measured[key]])) as Inputs<Key>;
      return compute(inputs, person);
    },
  };
}
