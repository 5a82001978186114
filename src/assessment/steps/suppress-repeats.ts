import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';
import { shownEntries } from '../shown-entries.ts';
import { isRepeat, shownNow } from '../shown-memory.ts';

/** Marks a list that its reader has just seen: repeats are what makes people stop reading (Ancker et al., 2017). */
export async function suppressRepeats(draft: Draft, { memory }: Ports): Promise<Draft> {
  const { request, startedAt, differential, common, criteria, joint } = draft;
  if (request.entrance !== 'hook' || !request.showing || !memory) return draft;
  const { service, thresholds, cooldownMs } = request.showing;
  const applicability = filled(draft, 'applicability');
  const patient = filled(draft, 'case');
  const diagnoses = shownEntries(
    {
      applicability,
      ...(differential && { differential }),
      ...(common && { common }),
      ...(criteria && { criteria }),
      ...(joint && { joint }),
    },
    thresholds,
  );
  if (diagnoses.length === 0) return draft;
  const viewing = { patient: patient.subject.reference, service, caller: request.caller ?? {} };
  const last = await memory.recall(viewing);
  const repeat =
    last !== undefined && isRepeat(last, shownNow(diagnoses, patient, startedAt.toISOString()), cooldownMs);
  return repeat ? { ...draft, suppressed: 'repeat' } : draft;
}
