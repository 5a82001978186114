import { describe, expect, it } from 'vitest';
import { loadTerminology } from '../terminology/load.ts';
import { codeSystems } from '../terminology/terminology.ts';
import { nameKey, symptomNames } from './symptom-names.ts';
import { symptoms } from './tables/symptoms.ts';

const terminology = loadTerminology();
const names = symptomNames(terminology);

describe('symptomNames', () => {
  it('finds a symptom by either language, however it is written', () => {
    for (const name of ['dolor_pecho', 'Dolor de pecho', 'dolor-en-el-pecho', 'CHEST PAIN', 'chest_pain', 'HP:0100749'])
      expect(names.byName(name)).toMatchObject({ hpo: 'HP:0100749', alarm: 'almost-maximal' });
    expect(names.byName('Náuseas')?.hpo).toBe(names.byName('nausea')?.hpo);
  });

  it('finds what our table lacks by the labels and synonyms of the ontology, in either language', () => {
    expect(names.byName('Photophobia')).toMatchObject({ hpo: 'HP:0000613', label: { es: 'Fotofobia' } });
    expect(names.byName('fotofobia')?.hpo).toBe('HP:0000613');
  });

  it('knows codes of HPO and SNOMED CT', () => {
    expect(names.byCode(codeSystems.hpo, 'HP:0002094')?.label.en).toBe('shortness of breath');
    expect(names.byCode(codeSystems.snomed, '386661006')?.hpo).toBe('HP:0001945');
    expect(names.byCode(codeSystems.snomed, '267036007')).toMatchObject({ hpo: 'HP:0002094', alarm: 'almost-maximal' });
  });

  it('takes a form of an alarm symptom for one', () => {
    // Exertional dyspnea
    expect(names.byName('HP:0002875')?.alarm).toBe('almost-maximal');
    // Focal-onset seizure
    expect(names.byName('HP:0007359')?.alarm).toBe('any');
  });

  it('knows nothing of other words, nor of what an object inherits', () => {
    for (const name of ['constructor', '__proto__', 'quux', '', 'HP:9999999'])
      expect(names.byName(name)).toBeUndefined();
    expect(names.byCode('http://example.org', '1')).toBeUndefined();
  });

  it('does without a terminology, by its own table', () => {
    const alone = symptomNames();
    expect(alone.byName('tos')?.hpo).toBe('HP:0012735');
    expect(alone.byName('photophobia')).toBeUndefined();
    expect(alone.byCode(codeSystems.hpo, 'HP:0012735')?.label.es).toBe('tos');
  });
});

describe('the table of symptoms', () => {
  it('has live phenotypes, each once', () => {
    for (const { hpo } of symptoms) {
      expect(terminology.ontology.resolve(hpo).kind, hpo).toBe('live');
      expect(terminology.ontology.isPhenotype(hpo), hpo).toBe(true);
    }
    expect(new Set(symptoms.map(({ hpo }) => hpo)).size).toBe(symptoms.length);
  });

  it('gives no name twice, and none that the ontology gives to another term', () => {
    const given = symptoms.flatMap(({ hpo, en, es, names: more = [] }) =>
      [...new Set([en, es, ...more].map(nameKey))].map((name) => ({ name, hpo })),
    );
    expect(given.filter(({ name }, index) => given.findIndex((other) => other.name === name) !== index)).toEqual([]);
    const other = given.filter(({ name, hpo }) => (terminology.phenotypeByText(name)?.term ?? hpo) !== hpo);
    expect(other).toEqual([]);
  });

  it('has a source for every alarm', () => {
    expect(symptoms.filter(({ alarm, source }) => (alarm === undefined) !== (source === undefined))).toEqual([]);
  });
});
