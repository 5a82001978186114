import { describe, expect, it } from 'vitest';
import { abstained, marfan } from '../../../test/fixtures/marfan-assessment.ts';
import type { Assessment } from '../assessment.ts';
import type { HookRequest } from '../assessor.ts';
import type { Draft } from '../draft.ts';
import type { Ports } from '../ports.ts';
import { type Shown, type ShownMemory, shownNow, type Viewing } from '../shown-memory.ts';
import { suppressRepeats } from './suppress-repeats.ts';

const showing = { service: 's', thresholds: { diagnoses: 3, probability: 0.05 }, cooldownMs: 3_600_000 };
const request: HookRequest = {
  entrance: 'hook',
  patientId: 'p1',
  prefetch: {},
  queries: {},
  model: 'rare-disease',
  caller: { client: 'ehr', user: 'Practitioner/1' },
  showing,
};
const draftOf = ({ case: patient, applicability, differential }: Assessment, asked: Draft['request'] = request) =>
  ({
    request: asked,
    startedAt: new Date('2024-03-05T08:30:00Z'),
    case: patient,
    applicability,
    ...(differential && { differential }),
  }) as Draft;

/** A memory that recalls one thing, and notes what it was asked. */
function memoryOf(last: Shown | undefined): ShownMemory & { readonly asked: Viewing[] } {
  const asked: Viewing[] = [];
  return {
    asked,
    recall: async (viewing) => {
      asked.push(viewing);
      return last;
    },
    remember: async () => {},
  };
}
const run = (draft: Draft, memory?: ShownMemory) => suppressRepeats(draft, { ...(memory && { memory }) } as Ports);
const before = shownNow(marfan.differential!.entries.slice(0, 2), marfan.case, '2024-03-05T08:00:00Z');

describe('suppress repeats', () => {
  it('marks what the same reader saw of the same patient within the cooldown', async () => {
    const memory = memoryOf(before);
    expect(await run(draftOf(marfan), memory)).toMatchObject({ suppressed: 'repeat' });
    expect(memory.asked).toEqual([{ patient: 'Patient/p1', service: 's', caller: request.caller }]);
  });

  it('leaves alone what was never shown, or has changed', async () => {
    expect(await run(draftOf(marfan), memoryOf(undefined))).not.toHaveProperty('suppressed');
    expect(await run(draftOf(marfan), memoryOf({ ...before, diagnoses: [], findings: '' }))).not.toHaveProperty(
      'suppressed',
    );
  });

  it('asks nothing when there is nothing to show, or nobody minds repeats', async () => {
    const memory = memoryOf(before);
    const { showing: _, ...careless } = request;
    for (const draft of [draftOf(abstained), draftOf(marfan, careless)]) expect(await run(draft, memory)).toBe(draft);
    expect(memory.asked).toEqual([]);
    const draft = draftOf(marfan);
    expect(await run(draft)).toBe(draft);
  });
});
