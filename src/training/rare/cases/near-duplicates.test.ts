import { expect, it } from 'vitest';
import type { DevelopmentCase } from './development-cases.ts';
import { nearDuplicates } from './near-duplicates.ts';

const patient = (disease: string, publication: string, present: readonly number[]) =>
  ({
    disease,
    publication,
    support: { diagnosis: 0, publication, present, excluded: [] },
  }) as unknown as DevelopmentCase;

it('finds patients whom two publications describe alike', () => {
  const cases = [
    patient('OMIM:1', 'PMID:1', [1, 2, 3, 4, 5]),
    patient('OMIM:1', 'PMID:2', [1, 2, 3, 4]),
    // Of the same publication as the first, of another disease, too different, too few terms.
    patient('OMIM:2', 'PMID:3', [1, 2, 3, 4, 5]),
    patient('OMIM:1', 'PMID:4', [1, 2, 3, 6, 7]),
    patient('OMIM:3', 'PMID:5', [8, 9]),
    patient('OMIM:3', 'PMID:6', [8, 9]),
    patient('OMIM:4', 'PMID:7', [1, 2, 3]),
    patient('OMIM:4', 'PMID:7', [1, 2, 3]),
  ];
  expect([...nearDuplicates(cases)]).toEqual(cases.slice(0, 2));
});
