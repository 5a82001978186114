import { describe, expect, it } from 'vitest';
import { readForm } from './form.ts';
import { isResponseTo, readResponse } from './response.ts';
import { coded, item, tinyForm, tinyQuestionnaire } from './tiny-form.fixture.ts';

const yes = { valueBoolean: true };
const response = (...items: readonly object[]) => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item: items,
});
const problemsOf = (...items: readonly object[]) =>
  readResponse(response(...items), tinyForm).problems.map(({ code, expression }) => [code, expression]);
const at = (linkId: string) => `QuestionnaireResponse.item.where(linkId='${linkId}')`;

describe('readResponse', () => {
  it('reads answers of every kind, wherever they are nested', () => {
    const flat = [
      item('why', coded('red'), { valueString: 'my knee' }),
      item('pain', yes),
      item('where', coded('red'), coded('blue')),
      item('much', { valueInteger: 10 }),
      item('colour', coded('blue')),
    ];
    const [why, pain, ...rest] = flat;
    const nested = [why!, { linkId: 'outer', item: [pain!, { linkId: 'inner', item: rest.slice(0, 2) }, rest[2]!] }];
    const underAnswer = [why!, { linkId: 'pain', answer: [{ ...yes, item: rest }] }];
    for (const items of [flat, flat.toReversed(), nested, underAnswer]) {
      const { answered, problems } = readResponse(response(...items), tinyForm);
      expect(problems).toEqual([]);
      expect(Object.fromEntries(answered.map(({ question, values }) => [question.linkId, values]))).toEqual({
        why: [
          { kind: 'option', code: 'red', display: 'red one' },
          { kind: 'words', text: 'my knee' },
        ],
        pain: [{ kind: 'boolean', value: true }],
        where: [
          { kind: 'option', code: 'red', display: 'red one' },
          { kind: 'option', code: 'blue', display: 'blue one' },
        ],
        much: [{ kind: 'number', value: 10 }],
        colour: [{ kind: 'option', code: 'blue', display: 'blue one' }],
      });
    }
  });

  it.each([
    ['an unknown linkId', [item('E_999', yes)], 'unknown', at('E_999')],
    ['words in place of a linkId', [item('my mother', yes)], 'unknown', 'QuestionnaireResponse.item[1].linkId'],
    ['no linkId', [{ answer: [yes] }], 'unknown', 'QuestionnaireResponse.item[1].linkId'],
    ['an answer to a group', [item('outer', yes)], 'group', at('outer')],
    ['text for a boolean', [item('colour', { valueString: 'blue' })], 'type', at('colour')],
    ['a decimal for an integer', [item('where', coded('red')), item('much', { valueDecimal: 3 })], 'type', at('much')],
    ['half of an integer', [item('where', coded('red')), item('much', { valueInteger: 2.5 })], 'type', at('much')],
    ['two values in one answer', [item('colour', { ...coded('red'), valueString: 'red' })], 'type', at('colour')],
    ['an answer without value', [item('colour', {})], 'type', at('colour')],
    ['a value that is not offered', [item('colour', coded('green'))], 'option', at('colour')],
    ['a value of another system', [item('colour', coded('red', 'urn:x'))], 'option', at('colour')],
    ['a number too high', [item('where', coded('red')), item('much', { valueInteger: 11 })], 'range', at('much')],
    ['two answers where one is taken', [item('colour', coded('red'), coded('blue'))], 'repeated', at('colour')],
    ['one question twice', [item('colour', coded('red')), item('colour', coded('red'))], 'repeated', at('colour')],
  ])('names %s', (_what, items, code, expression) => {
    const found = problemsOf(item('pain', yes), ...items).filter(([, place]) => place !== at('where'));
    expect(found).toEqual([[code, expression]]);
  });

  it('names answers to what was not asked', () => {
    const no = item('pain', { valueBoolean: false });
    expect(problemsOf(no, item('where', coded('red')))).toEqual([['disabled', at('where')]]);
    expect(problemsOf(item('pain'), item('where', coded('red'))).map(([code]) => code)).toContain('disabled');
  });

  it('names what is required, once it is asked and the response is complete', () => {
    expect(problemsOf()).toEqual([['required', at('pain')]]);
    expect(problemsOf(item('pain', { valueBoolean: false }))).toEqual([]);
    expect(problemsOf(item('pain', yes))).toEqual([['required', at('where')]]);
    expect(problemsOf(item('pain', { valueString: 'yes' }))).toEqual([['type', at('pain')]]);
    expect(readResponse({ ...response(), status: 'in-progress' }, tinyForm).problems).toEqual([]);
  });

  it('leaves out what has a problem and keeps the rest', () => {
    const { answered } = readResponse(response(item('pain', yes), item('where', coded('green'))), tinyForm);
    expect(answered.map(({ question }) => question.linkId)).toEqual(['pain']);
  });

  it('reads anything without failing', () => {
    for (const items of [undefined, null, 3, 'x', {}, [null], [[]], [{ linkId: 3, answer: 'x' }], [{ item: [7] }]])
      expect(readResponse({ item: items }, tinyForm).answered).toEqual([]);
  });
});

describe('isResponseTo', () => {
  it('goes by the canonical, of any version, and without one by the questions', () => {
    const answers = response(item('pain', yes));
    expect(isResponseTo(tinyForm, { ...answers, questionnaire: 'https://example.org/tiny' })).toBe(true);
    expect(isResponseTo(tinyForm, { ...answers, questionnaire: 'https://example.org/tiny|0.1' })).toBe(true);
    expect(isResponseTo(tinyForm, { ...answers, questionnaire: 'https://example.org/other' })).toBe(false);
    expect(isResponseTo(tinyForm, answers)).toBe(true);
    expect(isResponseTo(tinyForm, response(item('phq-9', yes)))).toBe(false);
  });
});

describe('readForm', () => {
  it('refuses a question that it would not know how to read', () => {
    const withItem = (more: object) => ({ ...tinyQuestionnaire, item: [{ linkId: 'x', type: 'boolean', ...more }] });
    expect(() => readForm(withItem({ type: 'date' }))).toThrow('x is of a type that is not read');
    expect(() =>
      readForm(withItem({ enableWhen: [{ question: 'y', operator: 'exists', answerBoolean: true }] })),
    ).toThrow('x is enabled by something that is not read');
  });
});
