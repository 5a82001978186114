import { nextBestFindings } from '../../inference/next-best-finding.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Says what to ask, examine or order next: the findings that are expected to change the list most. */
export async function suggestFindings(draft: Draft, { terminology }: Ports): Promise<Draft> {
  const { package: pkg, inference } = draft.model;
  const differential = filled(draft, 'differential');
  const nextFindings = await nextBestFindings({
    package: pkg,
    port: inference,
    terminology,
    findings: filled(draft, 'findingsRead'),
    vector: filled(draft, 'vector'),
    scores: filled(draft, 'scores'),
    diagnoses: differential.entries.map(({ id }) => pkg.diagnosisOf.get(id)!),
    sex: filled(draft, 'case').subject.sex,
  });
  return { ...draft, differential: { ...differential, nextFindings } };
}
