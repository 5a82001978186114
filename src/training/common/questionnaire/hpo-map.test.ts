import type { ConceptMap } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { shippedForm } from '../../../clinical/questionnaire/shipped-form.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { broader, exact, narrower, opposite, related } from '../tables/code-mapping.ts';
import { antecedent, conclusionsOf, type EvidenceMapping, symptom } from '../tables/evidence-mapping.ts';
import { evidenceMappings } from '../tables/evidences.ts';
import { historyQuestions } from './history-questions.ts';
import { symptomMap } from './hpo-map.ts';
import { limitedDenials } from './limited-denials.ts';

const { ontology } = loadTerminology();
const wordless = { evidences: new Map(), values: new Map() };
const targetsOf = (...mappings: readonly EvidenceMapping[]) =>
  rowsOf(symptomMap(mappings, wordless, ontology)).map(({ display, equivalence }) => `${equivalence} ${display}`);
const rowsOf = ({ group = [] }: ConceptMap) =>
  group.flatMap(({ element }) => element.flatMap(({ target = [] }) => target));

const cough = ['hpo', 'HP:0012735', 'Cough'] as const;
const headache = ['hpo', 'HP:0002315', 'Headache'] as const;

describe('the map of answers to HPO', () => {
  it('says by basis what yes and no license', () => {
    expect(targetsOf(symptom('E_x', 'x', [exact(...cough), narrower(...headache)]))).toEqual([
      'equivalent Cough',
      'narrower Headache',
    ]);
    expect(targetsOf(symptom('E_x', 'x', [broader(...cough), related(...headache)]))).toEqual(['wider Cough']);
  });

  it('excludes nothing where a no cannot know, or where codes below the term are excepted', () => {
    const known = antecedent('E_x', 'x', [exact(...cough), narrower(...headache)]);
    expect(targetsOf(known)).toEqual(['wider Cough']);
    const excepted = exact(...cough, { except: ['HP:0031246'] });
    expect(targetsOf(symptom('E_x', 'x', [excepted, narrower(...headache)]))).toEqual([
      'wider Cough',
      'narrower Headache',
    ]);
  });

  it('leaves out what a yes excludes: no equivalence of FHIR says it', () => {
    expect(targetsOf(symptom('E_x', 'x', [opposite(...cough)]))).toEqual([]);
    const { terms } = shippedForm();
    const opposites = evidenceMappings.flatMap(({ id, codes }) =>
      codes.filter(({ basis, system }) => basis === 'opposite' && system === 'hpo').map(({ code }) => ({ id, code })),
    );
    expect(opposites).not.toEqual([]);
    for (const { id, code } of opposites) expect(terms.get(id)?.map(({ term }) => term) ?? [], id).not.toContain(code);
  });

  it('leaves out qualifiers, and denies no value', () => {
    const values = [
      { value: 'V_1', label: 'sharp', codes: [exact('hpo', 'HP:0025281', 'Sharp'), narrower(...headache)] },
      { value: 'V_2', label: 'cough', codes: [exact(...cough)] },
    ];
    expect(targetsOf(symptom('E_x', 'x', [], { kind: 'multi', values }))).toEqual(['wider Cough']);
  });

  it('marks what a yes says of the past', () => {
    const ever = antecedent('E_118', 'Pneumonia ever', [exact('hpo', 'HP:0002090', 'Pneumonia')]);
    expect(rowsOf(symptomMap([ever], wordless, ontology))[0]?.product).toEqual([
      { property: 'https://hoofbeats.example/fhir/Questionnaire/symptoms#certainty', value: 'history' },
    ]);
  });
});

describe('limited denials and questions of history', () => {
  const { form, terms } = shippedForm();

  it('stand only where they change something', () => {
    const mappings = new Map(evidenceMappings.map((mapping) => [mapping.id, mapping]));
    for (const id of limitedDenials.keys()) {
      const mapping = mappings.get(id);
      const denied = mapping?.codes.filter((code) => conclusionsOf(mapping, code).no === 'excluded') ?? [];
      expect(denied, id).not.toEqual([]);
    }
    for (const id of historyQuestions)
      expect(
        terms.get(id)?.some(({ equivalence }) => equivalence === 'wider'),
        id,
      ).toBe(true);
  });

  it('hold every question that asks what ever was and whose yes says a term', () => {
    // "Do you ever temporarily stop breathing" asks what happens now.
    const present = new Set(['E_23']);
    const asksHistory = /\bever\b|previously|completely resolved/;
    for (const [id, rows] of terms) {
      const yes = rows.filter(({ equivalence, value }) => equivalence !== 'narrower' && value === undefined);
      if (yes.length === 0) continue;
      const isHistory = asksHistory.test(form.questions.get(id)?.text ?? '') && !present.has(id);
      expect([id, historyQuestions.has(id)]).toEqual([id, isHistory]);
    }
  });
});
