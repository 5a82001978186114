import { readForm } from './form.ts';

const system = 'https://example.org/colours';
const option = (code: string) => ({ valueCoding: { system, code, display: `${code} one` } });
const bound = (name: string, value: number) => ({
  url: `http://hl7.org/fhir/StructureDefinition/${name}`,
  valueInteger: value,
});

/** A questionnaire with one question of each kind, in a group within a group. */
export const tinyQuestionnaire = {
  resourceType: 'Questionnaire',
  url: 'https://example.org/tiny',
  item: [
    { linkId: 'why', text: 'Why?', type: 'open-choice', repeats: true, answerOption: [option('red')] },
    {
      linkId: 'outer',
      type: 'group',
      item: [
        { linkId: 'pain', text: 'Pain?', type: 'boolean', required: true },
        {
          linkId: 'inner',
          type: 'group',
          item: [
            {
              linkId: 'where',
              text: 'Where?',
              type: 'choice',
              repeats: true,
              required: true,
              enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }],
              answerOption: [option('red'), option('blue')],
            },
            {
              linkId: 'much',
              text: 'How much?',
              type: 'integer',
              extension: [bound('minValue', 0), bound('maxValue', 10)],
              enableWhen: [{ question: 'pain', operator: '=', answerBoolean: true }],
            },
          ],
        },
        { linkId: 'colour', text: 'Which colour?', type: 'choice', answerOption: [option('red'), option('blue')] },
      ],
    },
  ],
};

export const tinyForm = readForm(tinyQuestionnaire);

export const coded = (code: string, of = system) => ({ valueCoding: { system: of, code } });
/** One item of a response with its answers. */
export const item = (linkId: string, ...answer: readonly object[]) => ({ linkId, answer });
