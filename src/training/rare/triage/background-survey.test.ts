import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/paths.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { readSurvey, surveyFiles } from './background-survey.ts';

const data = process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data');

describe.skipIf(!existsSync(join(data, surveyFiles.people)))('NHANES 2017–18 (needs the shared data)', () => {
  it('gives the findings of the examined people, weighted to the population', async () => {
    const people = await readSurvey(data, loadTerminology());
    expect(people.length).toBeGreaterThan(6000);
    const adults = people.filter(({ case: found }) => found.subject.ageYears! >= 20);
    const has = (term: string) => (found: (typeof people)[number]) =>
      found.case.findings.some((finding) => finding.term === term && finding.status === 'present');
    const weight = (some: typeof people) => some.reduce((sum, person) => sum + person.weight, 0);
    // NCHS Data Brief 360: obesity in 42.4 % of adults in 2017–2018.
    expect(weight(adults.filter(has('HP:0001513'))) / weight(adults)).toBeCloseTo(0.424, 1);
  }, 60_000);
});
