import { z } from 'zod';

/**
 * ORPHApackets are XML turned into JSON: a list of one may stand as the lone item, items come wrapped in their
 * element's name or bare, and "no data" may stand for an empty list. `items` reads all these forms as a plain list.
 */
function items<T extends z.ZodType>(element: string, item: T) {
  const unwrap = (value: unknown): unknown[] => {
    if (value === undefined || value === 'no data') return [];
    if (Array.isArray(value)) return value.flatMap(unwrap);
    if (typeof value === 'object' && value !== null && element in value) return unwrap(Reflect.get(value, element));
    return [value];
  };
  return z.preprocess(unwrap, z.array(item));
}

const orphaCode = z.string().regex(/^\d+$/);
const reference = z.object({ Source: z.string(), Reference: z.string() });

/** The part of an ORPHApacket that is used (https://www.orphadata.com/orphapackets/). Sections are optional. */
export const orphapacketSchema = z.object({
  ORPHAcode: orphaCode,
  Label: z.string(),
  version: z.string(),
  creationDate: z.string(),
  DisorderType: z.object({ value: z.string() }),
  Synonyms: items('Synonym', z.string()),
  Parents: items('Parent', z.object({ ORPHAcode: orphaCode })),
  ExternalReferences: items('ExternalReference', reference.extend({ DisorderMappingRelation: z.string() })),
  Phenotypes: items(
    'Phenotype',
    z.object({ HPOId: z.string().regex(/^HP:\d{7}$/), HPOTerm: z.string(), HPOFrequency: z.string() }),
  ),
  Prevalences: items(
    'Prevalence',
    z.object({
      PrevalenceType: z.string(),
      PrevalenceClass: z.string(),
      PrevalenceGeographic: z.string(),
      PrevalenceQualification: z.string(),
      ValMoy: z.string(),
      Source: z.string().nullable(),
    }),
  ),
  AverageAgeOfOnsets: items('AverageAgeOfOnset', z.object({ value: z.string() })),
  TypeOfInheritances: items('TypeOfInheritance', z.object({ value: z.string() })),
  Genes: items(
    'Gene',
    z.object({
      Symbol: z.string(),
      Name: z.string(),
      DisorderGeneAssociationType: z.string(),
      ExternalReferences: items('ExternalReference', reference),
    }),
  ),
});

export type RawOrphapacket = z.infer<typeof orphapacketSchema>;
