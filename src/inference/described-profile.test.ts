import { describe, expect, it } from 'vitest';
import type { ModelPackage } from '../registry/model-package.ts';
import { indexSupport, type SupportCase } from '../registry/support.ts';
import { describedProfile } from './described-profile.ts';

/** 0 is above 1 and 4; 1 above 2 and 3. */
const vocabulary = { parents: [[], [0], [1], [1], [0]] };
const told = (profile: object, cases: readonly SupportCase[] = []) =>
  describedProfile(
    {
      vocabulary,
      support: indexSupport(cases),
      profiles: { get: () => ({ id: 'OMIM:1', absent: [], ...profile }) },
    } as unknown as ModelPackage,
    0,
  ).annotations.map(({ node, frequency, references }) => [node, frequency, references.join()]);
const annotation = (node: number, frequency?: string) => ({
  ...{ node, references: ['PMID:1'] },
  ...(frequency === undefined ? {} : { frequency }),
});
const patient = (publication: string, present: readonly number[]) => ({
  diagnosis: 0,
  publication,
  present,
  excluded: [],
});

describe('describedProfile', () => {
  it('is the published one where no patient is known', () => {
    expect(told({ annotations: [annotation(1), annotation(2, '2/3')] })).toEqual([
      [1, undefined, 'PMID:1'],
      [2, '2/3', 'PMID:1'],
    ]);
  });

  it('counts patients where no source states a frequency, and tells what only patients show', () => {
    const cases = [patient('PMID:7', [1, 4]), patient('PMID:8', [4, 2]), patient('PMID:8', [2])];
    expect(told({ annotations: [annotation(1), annotation(2, '2/3')] }, cases)).toEqual([
      [1, '1/3', 'PMID:7'],
      [2, '2/3', 'PMID:1'],
      [4, '2/3', 'PMID:7,PMID:8'],
    ]);
  });

  it('does not make a frequency of one patient where a source states none', () => {
    expect(told({ annotations: [annotation(1)] }, [patient('PMID:7', [1])])).toEqual([[1, undefined, 'PMID:1']]);
  });

  const inferred = [annotation(0, '100%'), annotation(1, '50%'), annotation(2, '45%'), annotation(4, '60%')];

  it('tells of an inferred profile what says more than the terms below it', () => {
    expect(told({ inferred: true, annotations: inferred }).map(([node]) => node)).toEqual([0, 2, 4]);
  });

  it('lets what has been seen replace what was inferred', () => {
    expect(told({ inferred: true, annotations: inferred }, [patient('PMID:7', [3])])).toEqual([[3, '1/1', 'PMID:7']]);
  });

  it('reads a profile once, and forgets the ones that were asked for longest ago', () => {
    const read: number[] = [];
    const get = (diagnosis: number) => {
      read.push(diagnosis);
      return { id: 'OMIM:1', absent: [], annotations: [] };
    };
    const pkg = { vocabulary, support: indexSupport([]), profiles: { get } } as unknown as ModelPackage;
    for (const diagnosis of [0, 1, 0, ...Array.from({ length: 999 }, (_, place) => place + 2), 0, 1]) {
      describedProfile(pkg, diagnosis);
    }
    expect(read.filter((diagnosis) => diagnosis < 2)).toEqual([0, 1, 1]);
  });
});
