import { describe, expect, it } from 'vitest';
import { loadTerminology } from '../../../terminology/load.ts';
import { codeSystems } from '../../../terminology/terminology.ts';
import type { CodeMapping } from './code-mapping.ts';
import { conditionCorrections } from './condition-corrections.ts';
import { conditions } from './conditions.ts';
import { evidenceCorrections } from './evidence-corrections.ts';
import { conclusionsOf } from './evidence-mapping.ts';
import { evidenceMappings } from './evidences.ts';

const terminology = loadTerminology();
const { ontology } = terminology;

const values = evidenceMappings.flatMap(({ id, values: own = [] }) => own.map((value) => ({ id, ...value })));
const mapped: readonly (readonly [owner: string, mapping: CodeMapping])[] = [
  ...evidenceMappings.flatMap(({ id, codes }) => codes.map((mapping) => [id, mapping] as const)),
  ...values.flatMap(({ id, value, codes }) => codes.map((mapping) => [`${id} ${value}`, mapping] as const)),
  ...conditions.flatMap(({ name, codes }) => codes.map((mapping) => [name, mapping] as const)),
];
const of = (system: CodeMapping['system']) => mapped.filter(([, mapping]) => mapping.system === system);
const evidence = (id: string) => evidenceMappings.find((mapping) => mapping.id === id)!;
const repeated = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

describe('the codes', () => {
  it('are live HPO terms under their labels', () => {
    const wrong = of('hpo').filter(([, { code, display }]) => ontology.terms.get(code)?.label !== display);
    expect(wrong).toEqual([]);
    expect(of('hpo').length).toBeGreaterThan(400);
  });

  it('except only what is below them', () => {
    const outside = mapped.flatMap(([owner, { system, code, except = [] }]) =>
      except
        .filter((below) => (system === 'hpo' ? !ontology.ancestors(below).has(code) : !below.startsWith(code)))
        .map((below) => `${owner}: ${below} is not below ${code}`),
    );
    expect(outside).toEqual([]);
    const unknown = of('hpo').flatMap(([, { except = [] }]) => except.filter((code) => !ontology.terms.has(code)));
    expect(unknown).toEqual([]);
  });

  it('of SNOMED CT are known to HPO or MONDO, or say where they were read', () => {
    const known = (code: string) =>
      terminology.phenotypes(codeSystems.snomed, code).length > 0 ||
      terminology.diseases(codeSystems.snomed, code).length > 0;
    expect(of('snomed').filter(([, { code, note }]) => !known(code) && note === undefined)).toEqual([]);
    expect(of('snomed').filter(([, { code }]) => known(code)).length).toBeGreaterThan(100);
  });

  it('of OMIM, Orphanet and MONDO that mean the same are matched by a SNOMED CT or ICD-10-CM code beside them', () => {
    const isDisease = ({ system, basis }: CodeMapping) =>
      (system === 'omim' || system === 'orphanet' || system === 'mondo') && basis === 'exact';
    const unmatched = [...evidenceMappings, ...conditions].flatMap(({ codes }) => {
      const beside = codes
        .filter(({ system }) => system === 'snomed' || system === 'icd10cm')
        .flatMap(({ system, code }) => terminology.diseases(codeSystems[system], code));
      return codes.filter((mapping) => isDisease(mapping) && !beside.includes(mapping.code));
    });
    // MONDO matches influenza to a SNOMED CT code that is not followed (see its note).
    expect(unmatched.map(({ code }) => code)).toEqual(['MONDO:0005812']);
  });

  it('of ICD-10-CM have their dot', () => {
    expect(of('icd10cm').filter(([, { code }]) => !/^[A-Z]\d[\dA-Z](\.[\dA-Z]{1,4})?$/.test(code))).toEqual([]);
  });

  it('stand once beside each evidence, value and condition', () => {
    expect(repeated(mapped.map(([owner, { system, code }]) => `${owner}|${system}|${code}`))).toEqual([]);
  });

  it('of an evidence do not contradict each other along the ontology', () => {
    // A term that implies the evidence must not lie above one that is said not to.
    const contradictions = evidenceMappings.flatMap(({ id, codes }) => {
      const hpo = codes.filter(({ system }) => system === 'hpo');
      const implying = hpo.filter(({ basis }) => basis === 'exact' || basis === 'narrower');
      return hpo
        .filter(({ basis }) => basis === 'related' || basis === 'broader' || basis === 'opposite')
        .flatMap(({ code }) =>
          implying
            .filter((above) => ontology.ancestors(code).has(above.code) && !above.except?.includes(code))
            .map((above) => `${id}: ${code} below ${above.code}`),
        );
    });
    expect(contradictions).toEqual([]);
  });
});

describe('the evidences', () => {
  it('are 223, each once', () => {
    expect(evidenceMappings).toHaveLength(223);
    expect(repeated(evidenceMappings.map(({ id }) => id))).toEqual([]);
  });

  it('give a reason where nothing implies them, and none where something does', () => {
    const implied = ({ codes, observations = [], values: own = [] }: (typeof evidenceMappings)[number]) =>
      observations.length > 0 ||
      codes.some(({ basis }) => basis === 'exact' || basis === 'narrower') ||
      own.some((value) => value.codes.length > 0);
    const silent = evidenceMappings.filter((mapping) => !implied(mapping) && !mapping.unmapped);
    const contradictory = evidenceMappings.filter((mapping) => implied(mapping) && mapping.unmapped);
    expect({ silent: silent.map(({ id }) => id), contradictory: contradictory.map(({ id }) => id) }).toEqual({
      silent: [],
      contradictory: [],
    });
  });

  it('have values exactly where they are chosen from some', () => {
    const chosen = evidenceMappings.filter(({ kind }) => kind === 'multi' || kind === 'categorical');
    expect(evidenceMappings.filter(({ values: own }) => own !== undefined)).toEqual(chosen);
    expect(chosen.length).toBe(9);
    for (const { values: own = [] } of chosen) expect(repeated(own.map(({ value }) => value))).toEqual([]);
  });

  it('follow up evidences that exist', () => {
    const ids = new Set(evidenceMappings.map(({ id }) => id));
    expect(evidenceMappings.filter(({ parent }) => parent !== undefined && !ids.has(parent))).toEqual([]);
  });

  it('measure with limits that leave both answers possible', () => {
    const measured = evidenceMappings.flatMap(({ observations = [] }) =>
      observations.filter((o) => o.kind === 'measured'),
    );
    expect(measured.filter(({ from, below }) => (from === undefined) === (below === undefined))).toEqual([]);
    const coded = evidenceMappings.flatMap(({ observations = [] }) => observations.filter((o) => o.kind === 'coded'));
    for (const { present, absent } of coded) {
      expect(present.filter(({ code }) => absent.some((other) => other.code === code))).toEqual([]);
    }
  });

  it('conclude only what is medically right', () => {
    const of = (id: string, code: string) =>
      conclusionsOf(evidence(id), evidence(id).codes.find((mapping) => mapping.code === code)!);
    const all = { presentCode: 'present', excludedCode: 'absent', yes: 'present', no: 'excluded' };
    expect(of('E_91', 'HP:0001945')).toEqual(all);
    // Palpitations may be regular: an irregular heartbeat is one form of them.
    expect(of('E_164', 'HP:0001962')).toEqual({ excludedCode: 'absent', yes: 'present' });
    // Iron blackens stools too, so black stools are no proof of melena.
    expect(of('E_140', 'HP:0002249')).toEqual({ presentCode: 'present', no: 'excluded' });
    expect(of('E_150', 'HP:0034782')).toEqual({ presentCode: 'absent', yes: 'excluded' });
    // "Not known to me" rules no immunodeficiency out.
    expect(of('E_227', 'HP:0002721')).toEqual({ presentCode: 'present' });
    // No diarrhoea does not rule out the melena that HPO files under it.
    expect(of('E_51', 'HP:0002014')).toEqual({ presentCode: 'present', excludedCode: 'absent', yes: 'present' });
    expect(of('E_125', 'HP:0002020').presentCode).toBe('present');
    expect(of('E_173', 'HP:0002020')).toEqual({});
  });
});

describe('the conditions', () => {
  it('are 49, each once', () => {
    expect(conditions).toHaveLength(49);
    for (const key of ['name', 'id'] as const) expect(repeated(conditions.map((entry) => entry[key]))).toEqual([]);
    for (const key of ['en', 'es'] as const) expect(repeated(conditions.map(({ label }) => label[key]))).toEqual([]);
    expect(conditions.filter(({ id }) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('show an ICD-10-CM code that is among their codes', () => {
    const shown = (entry: (typeof conditions)[number]) =>
      entry.codes.some(
        ({ system, code, basis }) => system === 'icd10cm' && code === entry.icd10cm && basis !== 'related',
      );
    expect(conditions.filter((entry) => !shown(entry)).map(({ name }) => name)).toEqual([]);
  });

  it('share no code that means one of them', () => {
    const meaning = conditions.flatMap(({ codes }) =>
      codes
        .filter(({ basis }) => basis === 'exact' || basis === 'narrower')
        .map(({ system, code }) => `${system} ${code}`),
    );
    expect(repeated(meaning)).toEqual([]);
  });

  it('flag what must not be missed, with a source, and only what is acute', () => {
    const flagged = conditions.filter(({ dontMiss }) => dontMiss);
    expect(flagged.map(({ id }) => id).sort()).toEqual([
      'acute-myocardial-infarction',
      'acute-pulmonary-edema',
      'anaphylaxis',
      'boerhaave-syndrome',
      'ebola-virus-disease',
      'epiglottitis',
      'guillain-barre-syndrome',
      'myocarditis',
      'pulmonary-embolism',
      'spontaneous-pneumothorax',
      'unstable-angina',
    ]);
    expect(flagged.filter(({ acute, dontMiss }) => !acute || !dontMiss?.source || !dontMiss.reason)).toEqual([]);
    // The source holds these for the two most severe of its five grades as well.
    expect(flagged.filter(({ severity }) => severity > 2)).toEqual([]);
  });
});

describe('the corrections', () => {
  it('of conditions are what the table says, once for each field', () => {
    expect(repeated(conditionCorrections.map(({ name, field }) => `${name} ${field}`))).toEqual([]);
    for (const { name, field, source, corrected } of conditionCorrections) {
      const entry = conditions.find((condition) => condition.name === name)!;
      expect(field === 'icd10cm' ? entry.icd10cm : entry.label.en).toBe(corrected);
      expect(corrected).not.toBe(source);
    }
  });

  it('of evidences are once for each question and value, and of values what the table says', () => {
    expect(repeated(evidenceCorrections.map(({ id, value = '' }) => `${id} ${value}`))).toEqual([]);
    for (const { id, value, corrected } of evidenceCorrections) {
      expect(evidence(id)).toBeDefined();
      if (value === undefined) continue;
      expect(evidence(id).values?.find((own) => own.value === value)?.label).toBe(corrected);
    }
  });
});
