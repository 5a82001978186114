import type { Finding, FindingStatus } from '../clinical/finding.ts';

/** Findings of a patient with Marfan syndrome, as the tests of this room use them. */

export const finding = (term: string, status: FindingStatus = 'present', label = term): Finding => ({
  term,
  label,
  status,
  sources: [{ reference: 'Condition/1', display: 'as coded', date: '2024-03-02', derivation: 'HPO code' }],
});

// From the revised Ghent nosology (Loeys et al. 2010): the two cardinal signs and three of the systemic score.
export const marfan: readonly Finding[] = [
  finding('HP:0002616', 'present', 'Aortic root aneurysm'),
  finding('HP:0001083', 'present', 'Ectopia lentis'),
  finding('HP:0001166', 'present', 'Arachnodactyly'),
  finding('HP:0001519', 'present', 'Disproportionate tall stature'),
  finding('HP:0100775', 'present', 'Dural ectasia'),
  finding('HP:0001256', 'excluded', 'Mild intellectual disability'),
];
