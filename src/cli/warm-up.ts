import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cardOf } from '../cds-hooks/card.ts';
import type { CdsService } from '../cds-hooks/service-schema.ts';
import { cdsServicesDir } from '../config/paths.ts';
import type { Serving } from '../serving.ts';
import type { ReverseMaps } from '../terminology/reverse-maps.ts';

/** Enough for the code of a call to be compiled. */
const rounds = 3;

/**
 * Assesses an example patient, of whom nothing is kept: tables are read and code is compiled when they are first needed, and
 * the first clinician of the day should not wait for that until the deadline has passed.
 */
export async function warmUp(
  { rehearsal }: Pick<Serving, 'rehearsal'>,
  services: readonly CdsService[],
  reverseMaps: ReverseMaps,
): Promise<void> {
  const call = JSON.parse(await readFile(join(cdsServicesDir, 'examples', 'patient-view.json'), 'utf8'));
  const service = services.find(({ enabled }) => enabled);
  if (!service) return;
  const { patientId } = call.context;
  const request = { entrance: 'hook', patientId, prefetch: call.prefetch, queries: {}, model: service.model } as const;
  for (let round = 0; round < rounds; round += 1) {
    cardOf(await rehearsal.assess(request), service, { publicUrl: () => '', reverseMaps });
  }
}
