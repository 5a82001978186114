import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const bilingual = z.object({ en: z.string().min(1), es: z.string().min(1) });

/** One example patient, as `fhir-profiles/examples/index.json` lists it. */
export const exampleSchema = z.strictObject({
  /** Name of the Bundle's file, without `.json`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: bilingual,
  line: bilingual,
  /** Where the findings were published; a project's own example says so instead. */
  citation: z.strictObject({
    text: z.union([z.string().min(1), bilingual]),
    pmid: z.string().regex(/^\d+$/).optional(),
    doi: z.string().startsWith('10.').optional(),
    url: z.url().optional(),
    /** What of the record is not in the publication. */
    note: bilingual.optional(),
  }),
  expected: z.discriminatedUnion('outcome', [
    z.strictObject({
      /** `missed`: the service does not have it among its ten, and the page says so. */
      outcome: z.literal(['diagnosis', 'missed']),
      label: z.string(),
      /** Ids of the published diagnosis, any of which is a hit. */
      ids: z.array(z.string().regex(/^(OMIM|ORPHA|MONDO):\d+$/)).min(1),
    }),
    /** No card at all. */
    z.strictObject({ outcome: z.literal('silent'), ids: z.array(z.never()) }),
  ]),
});

export type Example = Readonly<z.infer<typeof exampleSchema>>;

export interface ExampleLibrary {
  readonly examples: readonly Example[];
  /** JSON text of an example's Bundle; `undefined` for an id that the index does not list. */
  readonly bundleText: (id: string) => string | undefined;
}

/**
 * Reads the example patients of a folder with an `index.json` and one FHIR R4 Bundle per example.
 * @throws ZodError when the index has another shape, and ENOENT when a listed Bundle is missing.
 */
export function loadExampleLibrary(dir: string): ExampleLibrary {
  const index = JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8'));
  const { examples } = z.strictObject({ examples: z.array(exampleSchema) }).parse(index);
  // Only listed ids are ever read, so an id from a URL cannot name another file.
  const texts = new Map(examples.map(({ id }) => [id, readFileSync(join(dir, `${id}.json`), 'utf8')]));
  return { examples, bundleText: (id) => texts.get(id) };
}
