/** How an evidence is answered: yes or no; one of its values; any number of them; a number from 0 to 10. */
export type EvidenceKind = 'binary' | 'categorical' | 'multi' | 'scale';

/** One question that the common-disease model knows the answer's meaning of. */
export interface Evidence {
  /** DDXPlus id, e.g. `E_91`. */
  readonly id: string;
  readonly kind: EvidenceKind;
  /** Of the patient's history and circumstances rather than of the complaint. */
  readonly isAntecedent: boolean;
  /** Place of the evidence that must be present before this one is asked. */
  readonly parent?: number;
  /** Ids of its values, e.g. `V_161` or `7`; empty for a binary evidence. */
  readonly values: readonly string[];
  /** Input column of the first value; the others follow it. */
  readonly firstValue: number;
}

/** Where each kind of input begins in a row of the model. */
export interface EvidenceColumns {
  /** 1 when the evidence is present, one column per evidence. */
  readonly present: 0;
  /** 1 when it is absent. Neither column is set where it is unknown. */
  readonly absent: number;
  /** 1 when the value was given. */
  readonly values: number;
  /** 1 when the age is known and at least the edge's: one column per edge, in years. */
  readonly age: number;
  /** Female, male; neither is set where the sex is unknown. */
  readonly sex: number;
  /** 1 when the record is a list of what is present, so that silence speaks against an evidence. */
  readonly listed: number;
  readonly width: number;
}

/** The input of the common-disease model. Read-only. */
export interface EvidenceVocabulary {
  readonly evidences: readonly Evidence[];
  readonly placeOf: ReadonlyMap<string, number>;
  /** Places of the evidences that follow up another one, by its place. */
  readonly followUps: ReadonlyMap<number, readonly number[]>;
  readonly ageEdges: readonly number[];
  readonly columns: EvidenceColumns;
}

export interface EvidenceDescription {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly isAntecedent: boolean;
  readonly parent?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

/**
 * Lays out the columns.
 * @throws Error when an id comes twice or a parent is not in the list.
 */
export function evidenceVocabulary(
  descriptions: readonly EvidenceDescription[],
  ageEdges: readonly number[],
): EvidenceVocabulary {
  const count = descriptions.length;
  const placeOf = new Map(descriptions.map(({ id }, place) => [id, place]));
  if (placeOf.size !== count) throw new Error('an evidence is listed twice');
  const followUps = new Map<number, number[]>();
  let next = 2 * count;
  const evidences = descriptions.map(({ id, kind, isAntecedent, parent, values = [] }, place): Evidence => {
    const firstValue = next;
    next += values.length;
    if (parent === undefined) return { id, kind, isAntecedent, values, firstValue };
    const above = placeOf.get(parent);
    if (above === undefined) throw new Error(`${id} follows up ${parent}, which is not listed`);
    followUps.set(above, [...(followUps.get(above) ?? []), place]);
    return { id, kind, isAntecedent, parent: above, values, firstValue };
  });
  const age = next;
  const sex = age + ageEdges.length;
  const listed = sex + 2;
  const columns = { present: 0, absent: count, values: 2 * count, age, sex, listed, width: listed + 1 } as const;
  return Object.freeze({ evidences, placeOf, followUps, ageEdges, columns });
}

/** Column of a value of an evidence, or undefined when the evidence has no such value. */
export function valueColumn({ values, firstValue }: Evidence, value: string): number | undefined {
  const at = values.indexOf(value);
  return at < 0 ? undefined : firstValue + at;
}
