import { describe, expect, it } from 'vitest';
import type { TermVector, VectorPart } from '../../features/term-vector.ts';
import type { Draft } from '../draft.ts';
import { checkApplicability } from './check-applicability.ts';

const applicability = { minPresentFindings: 2, cautionBelowFindings: 4 };
const common = ['HP:0000822', 'HP:0001513', 'HP:0005978'];
const telling = ['HP:0001083', 'HP:0001166', 'HP:0002616', 'HP:0001634'];

function judge(terms: readonly string[], { ageYears = 40, unused = 0, excluded = 0 } = {}) {
  const part = (term: string, status: VectorPart['status']): Partial<VectorPart> => ({ term, status });
  const parts = [
    ...terms.map((term) => part(term, 'present')),
    ...telling.slice(0, excluded).map((term) => part(term, 'excluded')),
  ];
  const draft = {
    model: { package: { manifest: { applicability } } },
    vector: { parts, unused: Array(unused).fill('HP:9999999') } as unknown as TermVector,
    tellingTerms: new Set(terms.filter((term) => ageYears < 18 || !common.includes(term))),
  } as unknown as Draft;
  const found = checkApplicability(draft).applicability!;
  return [found.verdict, ...(found.verdict === 'in' ? [] : found.reasons.map(({ code }) => code))];
}

describe('check applicability', () => {
  it('lets the model speak when enough is known', () => {
    expect(judge(telling)).toEqual(['in']);
  });

  it('abstains on fewer findings than the package needs; excluded ones do not help', () => {
    expect(judge([])).toEqual(['abstain', 'too-few-findings']);
    expect(judge(telling.slice(0, 1), { excluded: 4 })).toEqual(['abstain', 'too-few-findings']);
  });

  it('abstains when all that an adult has is common', () => {
    expect(judge(common)).toEqual(['abstain', 'common-findings-only']);
    expect(judge([...common, ...telling.slice(0, 1)])).toEqual(['abstain', 'common-findings-only']);
    expect(judge([...common, ...telling.slice(0, 2)])).toEqual(['in']);
  });

  it('takes nothing for common in a child', () => {
    expect(judge(common, { ageYears: 9 })).toEqual(['caution', 'few-findings']);
  });

  it('cautions on few findings and on findings that the model does not know', () => {
    expect(judge(telling.slice(0, 3))).toEqual(['caution', 'few-findings']);
    expect(judge(telling, { unused: 1 })).toEqual(['caution', 'findings-not-used']);
  });
});
