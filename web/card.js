import { element, safeLink } from './dom.js';
import { renderMarkdown } from './markdown.js';

/** CDS Hooks 2.0 §Card `indicator`: word and sign. */
const indicators = {
  info: ['indicatorInfo', 'i'],
  warning: ['indicatorWarning', '!'],
  critical: ['indicatorCritical', '‼'],
};

/** A card as an EHR renders it: summary, indicator, source, detail, links, reasons to dismiss it. */
export function cardView(card, say) {
  const kind = indicators[card.indicator] ? card.indicator : 'info';
  const [word, sign] = indicators[kind];
  const body = element(
    'div',
    { class: 'card-body' },
    card.detail && element('div', { class: 'card-detail', lang: 'en' }, renderMarkdown(card.detail)),
    links(card.links),
    overrides(card.overrideReasons, say, () => body),
  );
  return element(
    'article',
    { class: `card card-${kind}`, 'aria-label': say('cardReceived') },
    element(
      'header',
      { class: 'card-head' },
      element(
        'p',
        { class: 'card-kind' },
        element('span', { class: 'card-sign', 'aria-hidden': 'true' }, sign),
        say(word),
      ),
      element('h3', { class: 'card-summary', lang: 'en' }, String(card.summary)),
      card.source &&
        element(
          'p',
          { class: 'card-source' },
          `${say('from')} `,
          card.source.url ? safeLink(card.source.url, String(card.source.label)) : String(card.source.label),
        ),
    ),
    body,
  );
}

function links(list) {
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return element(
    'ul',
    { class: 'card-links' },
    list.map(({ url, label, type }) =>
      element('li', {}, safeLink(url, String(label)), type === 'smart' && element('span', { class: 'tag' }, 'SMART')),
    ),
  );
}

/** Reasons that the service offers for putting its card away. Chosen, the card folds and says why; nothing is sent. */
function overrides(reasons, say, body) {
  if (!Array.isArray(reasons) || reasons.length === 0) return undefined;
  const dismiss = (reason) => () => {
    const note = element(
      'div',
      { class: 'card-dismissed', tabindex: '-1' },
      element('p', {}, element('strong', {}, `${say('dismissed')}: `), reason),
      element('p', { class: 'muted' }, say('dismissNote')),
      element('button', { type: 'button', class: 'quiet', onclick: () => note.replaceWith(unfolded) }, say('undo')),
    );
    const unfolded = body();
    unfolded.replaceWith(note);
    note.focus();
  };
  return element(
    'details',
    { class: 'card-overrides' },
    element('summary', {}, say('dismiss')),
    element(
      'ul',
      {},
      reasons.map(({ display, code }) => {
        const reason = String(display ?? code);
        return element(
          'li',
          {},
          element('button', { type: 'button', class: 'quiet', lang: 'en', onclick: dismiss(reason) }, reason),
        );
      }),
    ),
  );
}
