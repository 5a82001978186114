import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeSystem, ConceptMap, Element, Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../test/fixtures/fhir-judge.ts';
import { sharedData } from '../../../../test/shared-data.ts';
import { shippedForm } from '../../../clinical/questionnaire/shipped-form.ts';
import { fhirProfilesDir } from '../../../config/paths.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { compactJson } from '../../compact-json.ts';
import { readReleaseEvidences } from '../release-evidences.ts';
import { evidenceCorrections } from '../tables/evidence-corrections.ts';
import { evidenceMappings } from '../tables/evidences.ts';
import { questionsEs, valuesEs } from '../texts-es.ts';
import { compileQuestionnaire } from './write-questionnaire.ts';

const release = join(sharedData, 'ddxplus', 'release_evidences_en.json');
const textOf = (name: string) => readFileSync(join(fhirProfilesDir, `${name}.json`), 'utf8');
const questionnaire: Questionnaire = JSON.parse(textOf('Questionnaire-symptoms'));
const codeSystem: CodeSystem = JSON.parse(textOf('CodeSystem-symptoms'));
const conceptMap: ConceptMap = JSON.parse(textOf('ConceptMap-symptoms-hpo'));

const groups = (questionnaire.item ?? []).filter(({ type }) => type === 'group');
const questions = groups.flatMap(({ item = [] }) => item);
const spanish = (element: Element | undefined) => element?.extension?.[0]?.extension?.[1]?.valueString;

describe('the shipped questionnaire', () => {
  it('is valid FHIR R4, with its codes and its map', () => {
    for (const resource of [questionnaire, codeSystem, conceptMap]) expect(problemsOf(resource)).toEqual([]);
  });

  it('asks each of the 223 evidences once, the complaint first and antecedents last', () => {
    expect(questions).toHaveLength(223);
    expect(new Set(questions.map(({ linkId }) => linkId)).size).toBe(223);
    expect(questionnaire.item?.[0]?.linkId).toBe('chief-complaint');
    expect(groups.at(-1)?.linkId).toBe('family');
  });

  it('has Spanish for every text and every option', () => {
    const untold = [...groups, ...questions].filter((item) => !spanish(item._text)).map(({ linkId }) => linkId);
    expect(untold).toEqual([]);
    const options = [questionnaire.item?.[0], ...questions].flatMap((item) => item?.answerOption ?? []);
    expect(options.length).toBeGreaterThan(600);
    expect(options.filter(({ valueCoding }) => !spanish(valueCoding?._display))).toEqual([]);
    for (const { linkId, text, _text } of questions) {
      expect(_text && spanish(_text), linkId).toBe(questionsEs[linkId]);
      expect(spanish(_text), linkId).toMatch(/^¿.+\?$/);
      expect(text, linkId).toMatch(/\?$/);
    }
  });

  it('offers only codes that its code system has', () => {
    const codes = new Set((codeSystem.concept ?? []).map(({ code }) => code));
    const options = [questionnaire.item?.[0], ...questions].flatMap((item) => item?.answerOption ?? []);
    for (const { valueCoding } of options) {
      expect(valueCoding?.system).toBe(codeSystem.url);
      expect(codes).toContain(valueCoding?.code);
    }
    expect(codeSystem.count).toBe(codes.size);
  });

  it('asks a follow-up only after yes to a yes-or-no question that comes before it in the same group', () => {
    const following = (item: QuestionnaireItem) => item.enableWhen?.[0]?.question;
    expect(questions.filter(following).map(following)).toHaveLength(14);
    for (const { item = [] } of groups) {
      for (const [index, question] of item.entries()) {
        if (!question.enableWhen) continue;
        expect(item.slice(0, index)).toContainEqual(
          expect.objectContaining({ linkId: following(question), type: 'boolean' }),
        );
      }
    }
  });

  it('says of each value what the tables say of it', () => {
    const words = new Map((codeSystem.concept ?? []).map(({ code, display = '' }) => [code, display]));
    const labels = new Map(
      evidenceMappings.flatMap(({ values = [] }) => values.map(({ value, label }) => [value, label])),
    );
    for (const [value, label] of labels) {
      const told = words.get(value) ?? '';
      for (const part of [/\b(right|left)\b/, /\b(big|second|third|fourth|little) (toe|finger)\b/, /\b(finger|toe)\b/])
        expect(part.exec(told)?.[0], `${value} ${label}`).toBe(part.exec(label)?.[0]);
    }
    const characters = evidenceMappings.find(({ id }) => id === 'E_54')?.values ?? [];
    for (const { value, label } of characters.filter(({ value: code }) => code !== 'V_11'))
      expect(words.get(value), value).toContain(label);
  });

  it('asks in the words to which the tables correct the source', () => {
    const corrected = evidenceCorrections.filter(({ value }) => value === undefined);
    for (const { id, corrected: wording } of corrected) {
      const text = questions.find(({ linkId }) => linkId === id)?.text ?? '';
      expect(text.startsWith(wording.replace(/\?$/, '')), `${id} ${text}`).toBe(true);
    }
  });

  it('is understood as a whole by who reads its responses', () => {
    const { form, terms } = shippedForm();
    expect([...form.questions.keys()]).toEqual(['chief-complaint', ...questions.map(({ linkId }) => linkId)]);
    expect([...terms.keys()].filter((linkId) => !form.questions.has(linkId))).toEqual([]);
    const { ontology } = loadTerminology();
    for (const { term } of [...terms.values()].flat()) {
      expect(ontology.resolve(term).kind, term).toBe('live');
      expect(ontology.isPhenotype(term), term).toBe(true);
    }
    for (const [linkId, rows] of terms)
      for (const { value } of rows)
        if (value !== undefined)
          expect(form.questions.get(linkId)?.options.has(value), `${linkId} ${value}`).toBe(true);
  });
});

describe.skipIf(!existsSync(release))('against the release of DDXPlus', () => {
  it('is what its texts, mappings and the release make', () => {
    const made = compileQuestionnaire(sharedData);
    expect(compactJson(made.questionnaire)).toBe(textOf('Questionnaire-symptoms'));
    expect(compactJson(made.codeSystem)).toBe(textOf('CodeSystem-symptoms'));
    expect(compactJson(made.conceptMap)).toBe(textOf('ConceptMap-symptoms-hpo'));
  });

  it('has words for every evidence and value, and offers every value', () => {
    const evidences = readReleaseEvidences(release);
    expect(Object.keys(questionsEs).sort()).toEqual(evidences.map(({ id }) => id).sort());
    const values = new Set(evidences.flatMap(({ values: own }) => own.filter((value) => typeof value === 'string')));
    expect(Object.keys(valuesEs).sort()).toEqual([...values].sort());
    const { form } = shippedForm();
    for (const { id, values: own } of evidences) {
      const question = form.questions.get(id);
      const numbers = own.filter((value) => typeof value === 'number');
      if (numbers.length > 0) expect(question?.range).toEqual([Math.min(...numbers), Math.max(...numbers)]);
      else expect([...(question?.options.keys() ?? [])].sort()).toEqual([...own].sort());
    }
  });

  it('keeps the sides of the body', () => {
    const meanings = new Map(readReleaseEvidences(release).flatMap(({ meanings: own }) => [...own]));
    for (const { code, display, designation } of codeSystem.concept ?? []) {
      const side = /\((R|L)\)$/.exec(meanings.get(code) ?? '')?.[1];
      if (side === undefined) continue;
      expect(display, code).toContain(side === 'R' ? '(right)' : '(left)');
      expect(designation?.[0]?.value, code).toMatch(side === 'R' ? /derech(o|a)s?/ : /izquierd(o|a)s?/);
    }
  });
});
