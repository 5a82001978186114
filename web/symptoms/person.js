import { element } from '../dom.js';

const oldest = { years: 120, months: 24 };

/** Age and sex, which the questionnaire does not ask for. `onPerson(person)` hears of each change. */
export function personView(person, { onPerson, say }) {
  let current = person;
  const age = element('input', {
    type: 'number',
    id: 'age',
    inputmode: 'numeric',
    min: 0,
    max: oldest[person.unit],
    step: 1,
    value: person.age,
    oninput: () => change({ age: age.value === '' || !age.validity.valid ? undefined : age.valueAsNumber }),
  });
  const unit = element(
    'select',
    {
      'aria-label': say('ageUnit'),
      onchange: () => {
        age.max = oldest[unit.value];
        change({ unit: unit.value, age: age.value === '' || !age.validity.valid ? undefined : age.valueAsNumber });
      },
    },
    Object.keys(oldest).map((one) => element('option', { value: one, selected: one === person.unit }, say(one))),
  );
  const sex = element(
    'select',
    {
      id: 'sex',
      'aria-describedby': 'sex-hint',
      onchange: () => change({ sex: sex.value === '' ? undefined : sex.value }),
    },
    [undefined, 'female', 'male'].map((one) =>
      element('option', { value: one ?? '', selected: one === person.sex }, say(one ?? 'sexUnknown')),
    ),
  );
  function change(some) {
    current = { ...current, ...some };
    onPerson(current);
  }
  return element(
    'fieldset',
    { class: 'person' },
    element('legend', {}, say('patient')),
    element('label', { for: 'age' }, say('age')),
    element('span', { class: 'age' }, age, unit),
    element('label', { for: 'sex' }, say('sex')),
    sex,
    element('p', { class: 'muted', id: 'sex-hint' }, say('sexHint')),
  );
}
