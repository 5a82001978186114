import { z } from 'zod';
import { type EvidenceVocabulary, evidenceVocabulary } from '../features/evidence-vocabulary.ts';

const conclusion = z.enum(['present', 'absent']);

/** A code that a record may have, and what it says of the evidence. */
const code = z.strictObject({
  system: z.string(),
  code: z.string(),
  display: z.string(),
  basis: z.enum(['exact', 'narrower', 'broader', 'opposite', 'related']),
  /** What the evidence is when the record states the code, and when it rules it out; nothing where not set. */
  stated: conclusion.optional(),
  ruledOut: conclusion.optional(),
  /** Codes below this one of which that does not hold, with what is below them. */
  except: z.array(z.string()).optional(),
  note: z.string().optional(),
});

const words = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });

const answerCodes = z.array(z.strictObject({ code: z.string(), display: z.string() }));

/** An Observation that answers an evidence, by its coded value, by a limit, or as a score from 0 to 10. */
const observation = z.strictObject({
  kind: z.enum(['coded', 'measured', 'score']),
  loinc: z.string(),
  display: z.string(),
  source: z.string(),
  present: answerCodes.optional(),
  absent: answerCodes.optional(),
  /** UCUM. */
  unit: z.string().optional(),
  from: z.number().optional(),
  below: z.number().optional(),
  fromAge: z.number().optional(),
});

const evidence = z.strictObject({
  /** DDXPlus id. */
  id: z.string().regex(/^E_\d+$/),
  kind: z.enum(['binary', 'categorical', 'multi', 'scale']),
  isAntecedent: z.boolean(),
  /** The evidence that must be present before this one is asked. */
  parent: z.string().optional(),
  /** The finding in a few words. */
  label: z.string().min(1),
  question: words,
  codes: z.array(code),
  /** Observations that answer it. */
  observations: z.array(observation).optional(),
  /** Why no code implies it. */
  unmapped: z.string().optional(),
  values: z.array(z.strictObject({ id: z.string(), label: words, codes: z.array(code).optional() })).optional(),
});

/** `features.json` of the common-disease model: the evidences in the order of the input columns. */
export const commonFeaturesSchema = z.strictObject({
  vocabulary: z.literal('DDXPlus'),
  version: z.string(),
  /** What stands in which column of the input. */
  layout: z.array(z.strictObject({ name: z.string(), from: z.int().nonnegative(), meaning: z.string() })),
  /** Lower ends of the age bands, in years. */
  ageEdges: z.array(z.number().min(0)).min(1),
  evidences: z.array(evidence).min(1),
});

export type CommonFeatures = Readonly<z.infer<typeof commonFeaturesSchema>>;
export type EvidenceEntry = Readonly<z.infer<typeof evidence>>;
export type EvidenceCode = Readonly<z.infer<typeof code>>;

/** The columns that a feature file describes. @throws Error with the reason when its parts do not fit together. */
export function commonVocabularyOf({ evidences, ageEdges }: CommonFeatures): EvidenceVocabulary {
  return evidenceVocabulary(
    evidences.map(({ id, kind, isAntecedent, parent, values }) => ({
      ...{ id, kind, isAntecedent, parent },
      values: values?.map((value) => value.id),
    })),
    ageEdges,
  );
}
