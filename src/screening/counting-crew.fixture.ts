import type { Assessment } from '../assessment/assessment.ts';
import type { AssessmentRequest } from '../assessment/assessor.ts';
import type { Crew } from './crew.ts';
import { createPartReader } from './part-reader.ts';
import { doTask } from './tasks.ts';

const versions = { code: '1', model: 'm 1', knowledge: {}, terminology: {} };

/** A crew in this thread that counts resources instead of assessing them: each is a finding of its patient. */
export function countingCrew(onPatient: (id: string) => void = () => {}): Crew {
  const assess = async (request: AssessmentRequest): Promise<Assessment> => {
    if (request.entrance !== 'screening') throw new Error('unexpected entrance');
    const { patient, resources } = request;
    onPatient(String(patient.id));
    return {
      id: '1',
      createdAt: '2026-01-01T00:00:00.000Z',
      case: {
        subject: { reference: `Patient/${patient.id}` },
        findings: resources.map(({ id }) => ({ term: String(id), label: '', status: 'present', sources: [] })),
      },
      applicability: { verdict: 'in' },
      notObtained: [],
      versions,
    } as unknown as Assessment;
  };
  return {
    async run(tasks, onDone, signal) {
      const readParts = createPartReader();
      const ports = async () => ({ assessor: { assess }, model: 'm', versions, at: new Date(0), readParts });
      for (const task of tasks) if (!signal?.aborted) onDone(task, await doTask(task, ports));
    },
    close: async () => {},
  };
}
