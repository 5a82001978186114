import { describe, expect, it } from 'vitest';
import type { InputVocabulary } from '../features/vocabulary.ts';
import type { Profile } from '../registry/profiles.ts';
import { reasonFor } from './reason.ts';

const labels = ['All', 'Lens', 'Cataract', 'Nuclear cataract', 'Ectopia lentis', 'Skin'];
const vocabulary: InputVocabulary = {
  ids: labels,
  labels,
  parents: [[], [0], [1], [2], [1], [0]],
  informationContent: Float32Array.of(0, 3, 4, 6, 6, 1),
  background: Float32Array.of(1, 0.1, 0.04, 0.001, 0.005, 0.5),
  channels: [],
  nodeOf: new Map(labels.map((label, node) => [label, node])),
};
const profile = (annotations: readonly (readonly [string, string?])[], absent: readonly string[] = []): Profile => ({
  id: 'OMIM:1',
  annotations: annotations.map(([label, frequency]) => ({
    node: labels.indexOf(label),
    references: [],
    ...(frequency === undefined ? {} : { frequency }),
  })),
  absent: absent.map((label) => labels.indexOf(label)),
});
const reason = (
  label: string,
  known: Profile,
  direction: 'for' | 'against' | 'neutral' = 'for',
  status: 'present' | 'excluded' = 'present',
  measured = false,
) =>
  reasonFor({
    node: labels.indexOf(label),
    status,
    direction,
    disease: 'X syndrome',
    measured,
    profile: known,
    vocabulary,
  });

describe('the reason of a present finding', () => {
  it('claims no rarity for what was only measured', () => {
    const known = profile([['Ectopia lentis', '2/3']]);
    expect(reason('Ectopia lentis', known, 'for', 'present', true)).toBe(
      'Ectopia lentis, seen in 2 of 3 patients with X syndrome.',
    );
  });

  it('quotes counted patients', () => {
    expect(reason('Ectopia lentis', profile([['Ectopia lentis', '2/3']]))).toBe(
      'Ectopia lentis, seen in 2 of 3 patients with X syndrome, seldom described in other rare diseases.',
    );
  });

  it('names the special form that the disease is known for, the commonest of several', () => {
    const known = profile([
      ['Nuclear cataract', 'occasional'],
      ['Ectopia lentis', 'very frequent'],
    ]);
    expect(reason('Lens', known)).toBe(
      'Lens: its special form ectopia lentis is very frequent (80–99 %) in X syndrome, seen in many other rare diseases.',
    );
  });

  it('names the general form', () => {
    expect(reason('Nuclear cataract', profile([['Cataract']]))).toBe(
      'Nuclear cataract: the more general cataract is described in X syndrome (frequency not stated), almost never described in other rare diseases.',
    );
  });

  it('names the kinship of two special forms', () => {
    expect(reason('Nuclear cataract', profile([['Ectopia lentis', '45%']]))).toBe(
      'Nuclear cataract is not described, but another form of lens is: ectopia lentis, seen in 45 % of patients with X syndrome.',
    );
  });

  it('says when nothing but the organ system agrees, or nothing at all', () => {
    const known = profile([['Skin']]);
    expect(reason('Cataract', known)).toBe('Cataract is not described in X syndrome; only its organ system agrees.');
    expect(reason('Cataract', known, 'against')).toBe('Cataract is not described in X syndrome.');
  });

  it('says when the disease is known not to show it', () => {
    expect(reason('Cataract', profile([], ['Cataract']), 'against')).toBe(
      'Cataract is stated to be absent in X syndrome.',
    );
  });
});

describe('the reason of an excluded finding', () => {
  it.each([
    [
      profile([['Cataract', 'very frequent']]),
      'against',
      'which is very frequent (80–99 %) in X syndrome, counts against it.',
    ],
    [
      profile([['Nuclear cataract', '1/9']]),
      'neutral',
      'whose special form nuclear cataract is seen in 1 of 9 patients with X syndrome, says little about it.',
    ],
    [profile([], ['Cataract']), 'neutral', 'which is as expected in X syndrome.'],
  ] as const)('%#', (known, direction, ending) => {
    expect(reason('Cataract', known, direction, 'excluded')).toBe(`Absence of cataract, ${ending}`);
  });

  it('does not hold an undescribed feature against the disease', () => {
    expect(reason('Cataract', profile([['Skin']]), 'neutral', 'excluded')).toBe(
      'Absence of cataract does not speak against X syndrome, in which it is not described.',
    );
  });
});
