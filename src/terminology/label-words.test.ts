import { describe, expect, it } from 'vitest';
import { labelWords } from './label-words.ts';

const same = (a: string, b: string) => expect(labelWords(a)).toEqual(labelWords(b));

describe('labelWords', () => {
  it('does not see case, accents, punctuation and possessives', () => {
    same('Birt-Hogg-Dubé syndrome', 'birt hogg dube syndrome');
    same("Fabry's disease", 'Fabry disease');
  });

  it.each([
    ['generalised oedema', 'generalized edema'],
    ['hypochromic anaemia', 'hypochromic anemia'],
    ['leucodystrophy', 'leukodystrophy'],
    ['behavioural anomaly', 'behavioral anomalies'],
    ['Wilms tumours', 'Wilms tumor'],
  ])('spells %j as %j', same);

  it.each([
    ['deafness', 'hearing loss'],
    ['mental retardation', 'intellectual developmental disorder'],
    ['Epileptic encephalopathy, early infantile', 'developmental and epileptic encephalopathy'],
    ['mitochondrial complex IV', 'mitochondrial complex 4'],
  ])('takes %j for %j', same);

  it('keeps what is no plural and no numeral', () => {
    expect(labelWords('ichthyosis with hydrops, nystagmus and factor V loss')).toEqual(
      'ichthyosis with hydrop nystagmus and factor v loss'.split(' '),
    );
  });
});
