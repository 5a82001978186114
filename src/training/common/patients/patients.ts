import { z } from 'zod';
import { malformed, readLines } from '../../../terminology/source-file.ts';

const patientSchema = z.object({
  age: z.number().min(0).max(125),
  sex: z.enum(['F', 'M']),
  pathology: z.string().min(1),
  /** `E_91`, or `E_55_@_V_161` and `E_56_@_7` for an evidence with a value. */
  evidences: z.array(z.string().regex(/^E_\d+(_@_(V_\d+|\d+))?$/)).min(1),
  differential: z.array(z.string()),
  labelSource: z.number().int().optional(),
});

/** One DDXPlus patient as its line has it. */
export type Patient = Readonly<z.infer<typeof patientSchema>>;

/**
 * Streams patients from NDJSON, plain or `.gz`. Empty lines are passed over.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and what was expected.
 */
export async function* readPatients(file: string): AsyncGenerator<Patient> {
  for await (const at of readLines(file)) {
    if (at.text.trim() === '') continue;
    let json: unknown;
    try {
      json = JSON.parse(at.text);
    } catch (cause) {
      throw malformed(at, 1, `not JSON: ${(cause as Error).message}`);
    }
    const parsed = patientSchema.safeParse(json);
    if (!parsed.success) throw malformed(at, 1, z.prettifyError(parsed.error).replaceAll('\n', ' '));
    yield parsed.data;
  }
}
