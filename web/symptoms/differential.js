import { problem, raw } from '../answer.js';
import { codingsOf, nameOf } from '../chart.js';
import { codeText } from '../code-systems.js';
import { element } from '../dom.js';
import { evidenceView } from './evidence.js';

/**
 * What came of asking, in one of these states: `{state: 'idle' | 'loading' | 'unreachable'}`, `{state: 'refused', reply}`,
 * `{state: 'answered', reply}`; with `request` where there was a call, and `stale` once the answers changed.
 */
export function differentialView(answer, say) {
  return [
    answer.stale && element('p', { class: 'muted note' }, say('stale')),
    ...views[answer.state](answer, say),
  ].filter(Boolean);
}

/** The same in one sentence, for those who listen. */
export function differentialAnnouncement({ state, reply }, say) {
  if (state === 'idle') return '';
  if (state !== 'answered') return say(sentences[state]);
  const [first] = assessmentsIn(reply.body).flatMap(({ prediction = [] }) => prediction);
  return first ? `${say('differentialReceived')}: ${nameOf(first.outcome)}` : say('noDifferential');
}

const sentences = { loading: 'loading', unreachable: 'unreachable', refused: 'failed' };

const views = {
  idle: (_, say) => [element('p', { class: 'placeholder' }, say('differentialEmpty'))],
  loading: (_, say) => [element('p', { class: 'placeholder busy' }, say('loading'))],
  unreachable: (_, say) => [element('p', { class: 'problem' }, say('unreachable'))],
  refused: (answer, say) => [problem(answer.reply, say), raw(answer, say)],
  answered: (answer, say) => [
    ...assessmentsIn(answer.reply.body).map((assessment) => assessmentView(assessment, say)),
    issuesView(answer.reply.body, say),
    element('p', { class: 'timing muted' }, `${say('answeredIn')} ${Math.round(answer.reply.ms)} ms`),
    raw(answer, say),
  ],
};

const resourcesIn = (bundle, type) =>
  (Array.isArray(bundle?.entry) ? bundle.entry : [])
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === type);
const assessmentsIn = (bundle) => resourcesIn(bundle, 'RiskAssessment');

/** A RiskAssessment (http://hl7.org/fhir/R4/riskassessment.html): its predictions in their order, and why it holds back. */
function assessmentView({ method, prediction = [], extension = [], note = [] }, say) {
  const reasons = extension
    .filter(({ url }) => String(url).endsWith('/abstention-reason'))
    .map(({ valueString }) => element('p', { lang: 'en' }, String(valueString)));
  return element(
    'article',
    { class: 'assessment' },
    element('h3', { class: 'assessment-title', lang: 'en' }, method ? nameOf(method) : say('differential')),
    prediction.length === 0 &&
      element('div', { class: 'silence' }, element('p', {}, element('strong', {}, say('noDifferential'))), reasons),
    prediction.length > 0 && reasons.length > 0 && element('div', { class: 'silence' }, reasons),
    prediction.length > 0 &&
      element(
        'ol',
        { class: 'predictions' },
        prediction.map((one) => predictionView(one, say)),
      ),
    note.length > 0 &&
      element(
        'details',
        { class: 'notes' },
        element('summary', {}, say('notes')),
        element(
          'ul',
          { lang: 'en' },
          note.map(({ text }) => element('li', {}, String(text))),
        ),
      ),
  );
}

const predictionView = (prediction, say) =>
  element(
    'li',
    { class: 'prediction' },
    element(
      'p',
      { class: 'prediction-head' },
      element('strong', { lang: 'en' }, nameOf(prediction.outcome)),
      groupTag(prediction, say),
      element('span', { class: 'probability' }, probabilityText(prediction)),
    ),
    element('p', { class: 'codes' }, codingsOf(prediction.outcome).map(codeText).filter(Boolean).join(' · ')),
    evidenceView(prediction, say),
  );

/** Where the prediction stands in the joint list (fhir-profiles/StructureDefinition-differential-group.json). */
const groups = { 'most-likely': 'mostLikely', 'dont-miss': 'dontMiss', 'also-possible': 'alsoPossible' };

function groupTag({ extension = [] }, say) {
  const code = extension.find(({ url }) => String(url).endsWith('/differential-group'))?.valueCode;
  return groups[code] && element('span', { class: `tag group-${code}` }, say(groups[code]));
}

/** `probability[x]` is a share from 0 to 1, and never certain; else the words of `qualitativeRisk`. */
function probabilityText({ probabilityDecimal: share, probabilityRange: range, qualitativeRisk }) {
  if (typeof share === 'number') return percent(share);
  if (range?.low || range?.high)
    return [range.low, range.high].map((end) => (end ? percent(end.value) : '?')).join(' – ');
  return qualitativeRisk ? nameOf(qualitativeRisk) : '';
}

function percent(share) {
  if (share < 0.01) return '< 1 %';
  return share > 0.99 ? '> 99 %' : `${Math.round(share * 100)} %`;
}

function issuesView(bundle, say) {
  const issues = resourcesIn(bundle, 'OperationOutcome').flatMap(({ issue }) => issue ?? []);
  if (issues.length === 0) return '';
  return element(
    'section',
    { class: 'issues' },
    element('h3', {}, say('aboutData')),
    element(
      'ul',
      { lang: 'en' },
      issues.map(({ diagnostics, details, code }) => element('li', {}, String(diagnostics ?? details?.text ?? code))),
    ),
  );
}
