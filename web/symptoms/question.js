import { element } from '../dom.js';
import { choicesView } from './choices.js';

/** Beyond this many values to choose several from, they come with a filter. */
const manyOptions = 40;

/**
 * One question with its control. `values` are its answers, `onAnswer(values)` hears of new ones; none takes the answer back.
 * @returns {HTMLElement}
 */
export function questionView(question, { values, onAnswer, say }) {
  const labelId = `question-${question.linkId}`;
  const control = controls[kindOf(question)](question, { values, onAnswer, say, labelId });
  return element(
    'div',
    { class: `question question-${kindOf(question)}`, 'data-question': question.linkId },
    element('p', { class: 'question-text', id: labelId }, question.text),
    control,
  );
}

function kindOf({ type, repeats, options }) {
  if (type === 'boolean' || type === 'integer') return type;
  if (!repeats) return 'one';
  return options.length > manyOptions && type === 'choice' ? 'many' : 'some';
}

const controls = {
  boolean: (question, { say, ...rest }) =>
    radios(question, rest, [
      [say('yes'), { valueBoolean: true }],
      [say('no'), { valueBoolean: false }],
      [say('notAsked'), undefined],
    ]),

  one: (question, { say, ...rest }) =>
    radios(question, rest, [
      ...question.options.map((option) => [option.text, answerOf(option)]),
      [say('notAsked'), undefined],
    ]),

  integer: ({ range: [least, greatest] }, { values: [given], onAnswer, labelId, say }) => {
    const numbers = Array.from({ length: greatest - least + 1 }, (_, at) => least + at);
    const select = element(
      'select',
      {
        'aria-labelledby': labelId,
        onchange: () => onAnswer(select.value === '' ? [] : [{ valueInteger: Number(select.value) }]),
      },
      element('option', { value: '' }, say('notAsked')),
      numbers.map((number) =>
        element('option', { value: number, selected: given?.valueInteger === number }, String(number)),
      ),
    );
    return select;
  },

  some: (question, { values, onAnswer, labelId, say }) => {
    const chosen = new Set(values.map(({ valueCoding }) => valueCoding?.code).filter(Boolean));
    const own = question.type === 'open-choice' ? ownWords(values, changed, say) : undefined;
    function changed() {
      const coded = question.options.filter(({ code }) => chosen.has(code)).map(answerOf);
      const words = own?.words() ?? '';
      onAnswer([...coded, ...(words === '' ? [] : [{ valueString: words }])]);
    }
    const toggle = (code) => (event) => {
      if (event.target.checked) chosen.add(code);
      else chosen.delete(code);
      changed();
    };
    return element(
      'div',
      { class: 'options', role: 'group', 'aria-labelledby': labelId },
      question.options.map(({ code, text }) =>
        element(
          'label',
          { class: 'option' },
          element('input', { type: 'checkbox', value: code, checked: chosen.has(code), onchange: toggle(code) }),
          text,
        ),
      ),
      own?.field,
    );
  },

  many: (question, { values, onAnswer, labelId, say }) =>
    choicesView(question, {
      chosen: values.map(({ valueCoding }) => valueCoding.code),
      onChoose: (codes) => onAnswer(question.options.filter(({ code }) => codes.has(code)).map(answerOf)),
      labelId,
      say,
    }),
};

const answerOf = ({ system, code, display }) => ({ valueCoding: { system, code, display } });

/** Answers of which one holds; the last, without a value, is that it was not asked. */
function radios({ linkId }, { values, onAnswer, labelId }, options) {
  const given = JSON.stringify(values[0]);
  return element(
    'div',
    { class: 'segments', role: 'radiogroup', 'aria-labelledby': labelId },
    options.map(([text, value]) =>
      element(
        'label',
        { class: value === undefined ? 'segment segment-none' : 'segment' },
        element('input', {
          type: 'radio',
          name: `answer-${linkId}`,
          checked: given === JSON.stringify(value),
          onchange: () => onAnswer(value === undefined ? [] : [value]),
        }),
        text,
      ),
    ),
  );
}

/** FHIR R4 open-choice: words of the patient's own beside the options. */
function ownWords(values, changed, say) {
  const input = element('input', {
    type: 'text',
    autocomplete: 'off',
    maxlength: 200,
    value: values.find(({ valueString }) => valueString)?.valueString,
    oninput: changed,
  });
  const field = element('label', { class: 'own-words' }, say('ownWords'), input);
  return { field, words: () => input.value.trim() };
}
