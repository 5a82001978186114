import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** The elements of a CodeSystem that are read (http://hl7.org/fhir/R4/codesystem.html). */
export interface CodeSystemFile {
  readonly resourceType: 'CodeSystem';
  readonly version: string;
  readonly concept: readonly {
    readonly code: string;
    readonly display?: string;
    readonly designation?: readonly { readonly language?: string; readonly value: string }[];
    readonly property?: readonly {
      readonly code: string;
      readonly valueCode?: string;
      readonly valueString?: string;
    }[];
  }[];
}

const context = z.array(z.object({ property: z.string(), value: z.string() })).optional();

/** The elements of a ConceptMap that are read (http://hl7.org/fhir/R4/conceptmap.html). */
const conceptMapSchema = z.object({
  resourceType: z.literal('ConceptMap'),
  id: z.string().optional(),
  version: z.string().optional(),
  group: z.array(
    z.object({
      source: z.string(),
      target: z.string(),
      element: z.array(
        z.object({
          code: z.string(),
          display: z.string().optional(),
          target: z
            .array(z.object({ code: z.string(), equivalence: z.string(), dependsOn: context, product: context }))
            .optional(),
        }),
      ),
    }),
  ),
});

export type ConceptMapFile = z.infer<typeof conceptMapSchema>;

/** Paths of the `.json` and `.json.gz` files of a folder whose names begin with `prefix`, sorted by name. */
export function fhirFiles(folder: string, prefix = ''): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new HoofbeatsError('SOURCE_FILE_INVALID', `${folder}: the folder of the terminology cannot be read`, {
      cause,
    });
  }
  return names
    .filter((name) => name.startsWith(prefix) && /\.json(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Reads a resource that this project compiled. Beyond its type it is trusted: checking every element of 40,000 would
 * cost a third of the loading time, and a test checks the shipped files against R4.
 */
export function readShipped<T extends { readonly resourceType: string }>(file: string, type: T['resourceType']): T {
  const resource = readJson(file) as Partial<T>;
  if (resource?.resourceType !== type) throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: not a ${type}`);
  return resource as T;
}

/**
 * Reads a ConceptMap that somebody else wrote.
 * @throws HoofbeatsError SOURCE_FILE_INVALID that names the file and the element at fault.
 */
export function readConceptMap(file: string): ConceptMapFile {
  const parsed = conceptMapSchema.safeParse(readJson(file));
  if (!parsed.success) throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function readJson(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (cause) {
    throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: ${(cause as Error).message}`, { cause });
  }
}
