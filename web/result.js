import { codingsOf, nameOf } from './chart.js';
import { element } from './dom.js';

/** The result of an Observation: value and unit, what the laboratory says of it, its reference range. */
export function resultView(observation, say) {
  const range = rangeText(observation);
  return [
    element('span', { class: isMeasured(observation) ? 'value measured' : 'value' }, valueText(observation)),
    flag(observation, say),
    range && element('span', { class: 'codes' }, `${say('range')} ${range}`),
  ];
}

/** Numbers stay on one line with their unit; words may wrap. */
const isMeasured = ({ valueQuantity, component }) => Boolean(valueQuantity ?? component);

/** Value and unit as the resource gives them; the parts of a panel in a row, blood pressure as clinicians write it. */
function valueText(observation) {
  const parts = [observation.component].flat().filter(Boolean);
  if (parts.length > 0) {
    const pressure = ['8480-6', '8462-4'].map((loinc) =>
      parts.find((part) => codingsOf(part.code).some(({ code }) => code === loinc)),
    );
    if (pressure.every((part) => part?.valueQuantity))
      return `${pressure.map((part) => part.valueQuantity.value).join('/')} ${pressure[0].valueQuantity.unit ?? ''}`;
    return parts.map((part) => `${nameOf(part.code)} ${valueText(part)}`).join('; ');
  }
  const { valueQuantity: quantity } = observation;
  if (quantity)
    return [`${quantity.comparator ?? ''}${quantity.value ?? ''}`, quantity.unit ?? quantity.code]
      .filter(Boolean)
      .join(' ');
  if (observation.valueCodeableConcept) return nameOf(observation.valueCodeableConcept);
  return String(
    observation.valueString ?? observation.valueInteger ?? observation.valueBoolean ?? observation.valueDateTime ?? '–',
  );
}

function rangeText({ referenceRange }) {
  const range = [referenceRange].flat()[0];
  if (!range) return undefined;
  if (range.low && range.high) return `${range.low.value}–${range.high.value}`;
  if (range.low) return `≥ ${range.low.value}`;
  return range.high ? `≤ ${range.high.value}` : range.text;
}

/** v3-ObservationInterpretation: a sign and a word, so that colour is never alone. Normal results need neither. */
const flags = {
  HH: ['⇈', 'criticalHigh'],
  H: ['↑', 'high'],
  L: ['↓', 'low'],
  LL: ['⇊', 'criticalLow'],
  A: ['!', 'abnormal'],
  AA: ['!', 'abnormal'],
};

function flag({ interpretation }, say) {
  const [sign, word] =
    codingsOf(interpretation)
      .map(({ code }) => flags[code])
      .find(Boolean) ?? [];
  return sign && element('span', { class: 'flag' }, element('span', { 'aria-hidden': 'true' }, `${sign} `), say(word));
}
