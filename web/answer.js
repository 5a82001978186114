import { cardView } from './card.js';
import { element } from './dom.js';

/**
 * What came of opening a chart, in one of these states:
 * `{state: 'idle' | 'loading'}`, `{state: 'unreachable' | 'noService'}`, `{state: 'refused', reply}`,
 * `{state: 'answered', reply, cards, reasons}`; with `request`, `left` and `others` where there was a call.
 */
export function answerView(answer, say) {
  return [...views[answer.state](answer, say), ...notSent(answer, say), raw(answer, say)];
}

/** The same in one sentence, for those who listen. */
export function announcement(answer, say) {
  if (answer.state === 'idle') return '';
  if (answer.state !== 'answered') return say(sentences[answer.state]);
  const [card] = answer.cards;
  return card ? `${say('cardReceived')}: ${card.summary}` : say('silent');
}

const sentences = { loading: 'loading', unreachable: 'unreachable', noService: 'noService', refused: 'failed' };

const views = {
  idle: (_, say) => [element('p', { class: 'placeholder' }, say('answerEmpty'))],
  loading: (_, say) => [element('p', { class: 'placeholder busy' }, say('loading'))],
  unreachable: (_, say) => [element('p', { class: 'problem' }, say('unreachable'))],
  noService: (_, say) => [element('p', { class: 'problem' }, say('noService'))],
  refused: ({ reply }, say) => [problem(reply, say)],
  answered: ({ cards, reasons, reply }, say) => [
    ...(cards.length > 0 ? cards.map((card) => cardView(card, say)) : [silence(reasons, say)]),
    element('p', { class: 'timing muted' }, `${say('answeredIn')} ${Math.round(reply.ms)} ms`),
  ],
};

/** An OperationOutcome in words: what was wrong, where, and the mend that the server names. */
export function problem({ body, status }, say) {
  const issues = body?.resourceType === 'OperationOutcome' && Array.isArray(body.issue) ? body.issue : [];
  return element(
    'div',
    { class: 'problem' },
    element('p', {}, element('strong', {}, say('failed')), ` HTTP ${status}`),
    issues.map(({ diagnostics, details, code, expression }) => [
      element('p', { lang: 'en' }, String(diagnostics ?? details?.text ?? code)),
      expression?.length > 0 &&
        element('p', { class: 'muted' }, `${say('where')}: `, element('code', {}, expression.join(', '))),
    ]),
  );
}

function silence(reasons, say) {
  return element(
    'div',
    { class: 'silence' },
    element('p', {}, element('strong', {}, say('silent'))),
    reasons.length > 0
      ? [
          element('p', {}, `${say('reason')}:`),
          element(
            'ul',
            { lang: 'en' },
            reasons.map((reason) => element('li', {}, reason)),
          ),
        ]
      : element('p', {}, say('silentNothing')),
  );
}

/** What of the chart the service never saw: silence about it would look like evidence. */
function notSent({ left = [], others = 0 }, say) {
  const named = left.map(({ resourceType, code }) => [resourceType, code?.text].filter(Boolean).join(': '));
  const uncategorised = left.some(
    ({ resourceType, category }) => ['Condition', 'Observation'].includes(resourceType) && !category,
  );
  return [
    named.length > 0 &&
      element(
        'p',
        { class: 'muted note' },
        `${say('leftBehind')}: ${shortened(named)}. `,
        uncategorised && say('leftBehindMend'),
      ),
    others > 0 && element('p', { class: 'muted note' }, `${say('others')}: ${others}.`),
  ].filter(Boolean);
}

const most = 6;
const shortened = (names) =>
  names.length <= most ? names.join('; ') : `${names.slice(0, most).join('; ')}; +${names.length - most}`;

/** The exchange as JSON. */
export function raw({ request, reply }, say) {
  if (!request) return '';
  const pane = (title, text) => [
    element('h3', {}, title),
    element('pre', { tabindex: '0', 'aria-label': title }, element('code', {}, text)),
  ];
  return element(
    'details',
    { class: 'raw' },
    element('summary', {}, say('raw')),
    pane(`${say('request')}: POST ${reply?.path ?? ''}`, JSON.stringify(request, null, 2)),
    reply && pane(`${say('response')}: HTTP ${reply.status}`, JSON.stringify(reply.body ?? null, null, 2)),
  );
}
