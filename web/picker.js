import { element } from './dom.js';

/** The list of example patients; the open one is marked. */
export function pickerView(examples, { language, open, onOpen }) {
  return examples.map((example) =>
    element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'pick',
          'data-example': example.id,
          'aria-current': open === example.id && 'true',
          onclick: () => onOpen(example),
        },
        element('span', { class: 'pick-title' }, example.title[language]),
        element('span', { class: 'pick-line' }, example.line[language]),
      ),
    ),
  );
}

/** Marks the open example without rebuilding the list, so that the focus stays where it is. */
export function markOpen(list, id) {
  for (const button of list.querySelectorAll('.pick')) {
    if (button.dataset.example === id) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

/** Where an example comes from; what it was found to be stays folded, so that a reader may think first. */
export function sourceView({ citation, expected }, language, say) {
  const { text, pmid, doi, url, note } = citation;
  const address = pmid ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` : doi ? `https://doi.org/${doi}` : url;
  const name = pmid ? `PMID ${pmid}` : doi ? `doi:${doi}` : url;
  return element(
    'footer',
    { class: 'example-source' },
    element(
      'p',
      {},
      element('strong', {}, `${say('source')}: `),
      text[language] ?? text,
      ' ',
      address && element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, name),
    ),
    note && element('p', { class: 'muted' }, note[language]),
    expected.label
      ? element(
          'details',
          {},
          element('summary', {}, say('published')),
          element('p', {}, `${expected.label} (${expected.ids.join(', ')})`),
          expected.outcome === 'missed' && element('p', {}, say('missed')),
        )
      : element('p', { class: 'muted' }, say('noDiagnosis')),
  );
}
