import { element } from '../dom.js';

/** Directions of an evidence contribution: sign, word and the order in which they are told. */
const directions = {
  for: ['+', 'evidenceFor'],
  against: ['−', 'evidenceAgainst'],
  neutral: ['=', 'evidenceNeutral'],
  unknown: ['?', 'evidenceUnknown'],
};

/**
 * Why a prediction stands where it does: its evidence contributions
 * (fhir-profiles/StructureDefinition-evidence-contribution.json) by direction, else the sentences of its rationale.
 */
export function evidenceView({ extension = [], rationale }, say) {
  const contributions = extension
    .filter(({ url }) => String(url).endsWith('/evidence-contribution'))
    .map(({ extension: parts = [] }) => contributionOf(parts));
  const shown = Object.keys(directions)
    .map((direction) => [direction, contributions.filter((one) => one.direction === direction)])
    .filter(([, own]) => own.length > 0);
  if (shown.length === 0) return rationale ? rationaleView(rationale, say) : '';
  const counts = shown.map(([direction, own]) => `${own.length} ${say(directions[direction][1])}`);
  return element(
    'details',
    { class: 'evidence' },
    element('summary', {}, `${say('why')}: ${counts.join(', ')}`),
    shown.map(([direction, own]) => contributionList(direction, own, say)),
  );
}

function contributionOf(parts) {
  const part = (name) => parts.find(({ url }) => url === name);
  return {
    direction: part('direction')?.valueCode,
    reason: String(part('reason')?.valueString ?? part('finding')?.valueCoding?.display ?? ''),
    sources: parts
      .filter(({ url }) => url === 'source')
      .map(({ valueReference }) => String(valueReference?.display ?? valueReference?.reference ?? '')),
  };
}

const contributionList = (direction, contributions, say) =>
  element(
    'ul',
    { class: `contributions contributions-${direction}`, 'aria-label': say(directions[direction][1]) },
    contributions.map(({ reason, sources }) =>
      element(
        'li',
        {},
        element('span', { class: 'contribution-sign', 'aria-hidden': 'true' }, directions[direction][0]),
        element(
          'span',
          { lang: 'en' },
          reason,
          sources.map((source) => element('span', { class: 'codes' }, source)),
        ),
      ),
    ),
  );

const rationaleView = (rationale, say) =>
  element(
    'details',
    { class: 'evidence' },
    element('summary', {}, say('why')),
    String(rationale)
      .split('\n')
      .map((line) => element('p', { lang: 'en' }, line)),
  );
