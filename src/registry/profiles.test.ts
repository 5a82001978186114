import { describe, expect, it } from 'vitest';
import { openProfiles, shareOf } from './profiles.ts';

const lines = [
  {
    id: 'OMIM:1',
    references: ['PMID:1', 'PMID:2'],
    annotations: [
      [7, '2/3', [0, 1]],
      [9, '', [1]],
    ],
    absent: [4],
  },
  { id: 'OMIM:2', references: [], annotations: [], absent: [] },
];
const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

describe('openProfiles', () => {
  it('gives each disease its annotations with references', () => {
    const profiles = openProfiles(bytes);
    expect(profiles.size).toBe(2);
    expect(profiles.get(0)).toEqual({
      id: 'OMIM:1',
      annotations: [
        { node: 7, frequency: '2/3', references: ['PMID:1', 'PMID:2'] },
        { node: 9, references: ['PMID:2'] },
      ],
      absent: [4],
    });
    expect(profiles.get(1).annotations).toEqual([]);
  });

  it('knows where it ends', () => {
    expect(() => openProfiles(bytes).get(2)).toThrow('has no line 3');
  });
});

describe('shareOf', () => {
  it.each([
    ['2/3', 2 / 3],
    ['45%', 0.45],
    ['7.5%', 0.075],
    ['obligate', 1],
    ['frequent', 0.545],
    ['often', undefined],
    [undefined, undefined],
  ])('%s → %s', (frequency, share) => {
    expect(shareOf(frequency)).toEqual(share);
  });
});
