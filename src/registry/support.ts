import { z } from 'zod';

/** `support.json`: de-identified published patients whose diagnosis is known. */
export const supportFileSchema = z.strictObject({
  source: z.string(),
  licence: z.string(),
  publications: z.array(z.string()),
  /** [diagnosis, place in `publications`, present nodes, excluded nodes]. */
  cases: z.array(z.tuple([z.number().int(), z.number().int(), z.array(z.number().int()), z.array(z.number().int())])),
});

export type SupportFile = Readonly<z.infer<typeof supportFileSchema>>;

/** A published patient whose diagnosis is known. */
export interface SupportCase {
  readonly diagnosis: number;
  /** e.g. `PMID:24573067`. */
  readonly publication: string;
  readonly present: readonly number[];
  readonly excluded: readonly number[];
}

/** The support cases of a package. */
export interface Support {
  readonly cases: readonly SupportCase[];
  casesOf(diagnosis: number): readonly SupportCase[];
  /** Diagnoses with a support case from the publication. */
  diagnosesOf(publication: string): readonly number[];
}

/** @throws Error with the reason when a case names a publication that the file does not list. */
export function openSupport({ publications, cases }: SupportFile): Support {
  return indexSupport(
    cases.map(([diagnosis, place, present, excluded]) => {
      const publication = publications[place];
      if (publication === undefined) throw new Error(`a case names publication ${place} of ${publications.length}`);
      return { diagnosis, publication, present, excluded };
    }),
  );
}

/** Indexes support cases by diagnosis and by publication. */
export function indexSupport(cases: readonly SupportCase[]): Support {
  const byDiagnosis = new Map<number, SupportCase[]>();
  const byPublication = new Map<string, Set<number>>();
  for (const each of cases) {
    const known = byDiagnosis.get(each.diagnosis);
    if (known) known.push(each);
    else byDiagnosis.set(each.diagnosis, [each]);
    const diagnoses = byPublication.get(each.publication) ?? new Set<number>();
    byPublication.set(each.publication, diagnoses.add(each.diagnosis));
  }
  return {
    cases,
    casesOf: (diagnosis) => byDiagnosis.get(diagnosis) ?? [],
    diagnosesOf: (publication) => [...(byPublication.get(publication) ?? [])],
  };
}

/** The other way round: a file of support cases. */
export function supportFile(cases: readonly SupportCase[], source: string, licence: string): SupportFile {
  const publications = [...new Set(cases.map(({ publication }) => publication))].sort();
  const placeOf = new Map(publications.map((publication, place) => [publication, place]));
  return {
    source,
    licence,
    publications,
    cases: cases.map(({ diagnosis, publication, present, excluded }) => [
      diagnosis,
      placeOf.get(publication)!,
      [...present],
      [...excluded],
    ]),
  };
}
