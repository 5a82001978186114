import { byDate, codingsOf, dateOf, nameOf } from './chart.js';
import { codeText } from './code-systems.js';
import { element } from './dom.js';
import { resultView } from './result.js';

/**
 * The chart as a clinician reads it: who, what problems, what results. `say` gives the page's words. On a narrow screen
 * the entries are `folded` away, so that the card is not a long way down.
 */
export function recordView({ patient, resources }, { say, folded }) {
  const of = (type, category) =>
    resources
      .filter(({ resourceType }) => resourceType === type)
      .filter((resource) => !category || codingsOf(resource.category).some(({ code }) => code === category))
      .sort(byDate);
  const vitals = of('Observation', 'vital-signs');
  const laboratory = of('Observation').filter((observation) => !vitals.includes(observation));
  const columns = [say('test'), say('result'), say('date')];
  return [
    banner(patient, resources, say),
    element(
      'details',
      { class: 'chart-entries', open: !folded },
      element('summary', {}, say('entries', { count: resources.length - 1 })),
      table(say('conditions'), [say('finding'), say('date')], inOrder(of('Condition')).map(conditionRow(say)), say),
      table(say('laboratory'), columns, laboratory.map(observationRow(say)), say),
      vitals.length > 0 && table(say('vitals'), columns, vitals.map(observationRow(say)), say),
    ),
  ];
}

/** What the patient has comes before what was ruled out. */
const inOrder = (conditions) => [...conditions].sort((a, b) => Number(isRefuted(a)) - Number(isRefuted(b)));
const isRefuted = ({ verificationStatus }) => codingsOf(verificationStatus).some(({ code }) => code === 'refuted');
const isResolved = ({ clinicalStatus }) =>
  codingsOf(clinicalStatus).some(({ code }) => ['resolved', 'remission', 'inactive'].includes(code));

function banner(patient, resources, say) {
  const name = [patient.name].flat()[0];
  const full = name?.text ?? [...[name?.given ?? []].flat(), name?.family].filter(Boolean).join(' ');
  const sex = ['male', 'female'].includes(patient.gender) ? patient.gender : 'otherSex';
  const last = resources.map(dateOf).sort().at(-1);
  const age = ageAt(patient.birthDate, last, say);
  return element(
    'header',
    { class: 'banner' },
    element('p', { class: 'banner-name' }, full || say('unnamed')),
    element(
      'p',
      { class: 'banner-facts' },
      [
        say(sex),
        patient.birthDate && `${say('born')} ${patient.birthDate}`,
        age && `${age} ${say('ageNow')} ${last.slice(0, 10)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  );
}

/** Age in whole years, in months below two years; nothing when either date is missing or they are the wrong way round. */
function ageAt(birthDate, date, say) {
  const born = new Date(birthDate ?? Number.NaN);
  const then = new Date(date || Number.NaN);
  const months =
    (then.getUTCFullYear() - born.getUTCFullYear()) * 12 +
    (then.getUTCMonth() - born.getUTCMonth()) -
    (then.getUTCDate() < born.getUTCDate() ? 1 : 0);
  if (!(months >= 0)) return undefined;
  return months < 24 ? `${months} ${say('months')}` : `${Math.floor(months / 12)} ${say('years')}`;
}

function table(caption, columns, rows, say) {
  if (rows.length === 0)
    return element(
      'section',
      { class: 'entries' },
      element('h3', {}, caption),
      element('p', { class: 'muted' }, say('noRows')),
    );
  return element(
    'table',
    { class: 'entries' },
    element('caption', {}, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        columns.map((column) => element('th', { scope: 'col' }, column)),
      ),
    ),
    element('tbody', {}, rows),
  );
}

const conditionRow = (say) => (condition) =>
  element(
    'tr',
    { class: isRefuted(condition) && 'refuted' },
    element(
      'th',
      { scope: 'row' },
      element('span', { class: 'entry-name' }, nameOf(condition.code)),
      isRefuted(condition) && element('span', { class: 'tag' }, say('refuted')),
      isResolved(condition) && element('span', { class: 'tag' }, say('resolved')),
      element('span', { class: 'codes' }, codesOf(condition.code, say)),
    ),
    element('td', { class: 'date' }, dateOf(condition).slice(0, 10)),
  );

const observationRow = (say) => (observation) =>
  element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      element('span', { class: 'entry-name' }, nameOf(observation.code)),
      element('span', { class: 'codes' }, codesOf(observation.code, say)),
    ),
    element('td', { class: 'result' }, resultView(observation, say)),
    element('td', { class: 'date' }, dateOf(observation).slice(0, 10)),
  );

function codesOf(code, say) {
  const codings = codingsOf(code);
  if (codings.length === 0) return say('textOnly');
  return codings.map((coding) => codeText(coding) ?? say('localCode')).join(' · ');
}
