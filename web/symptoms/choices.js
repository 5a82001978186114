import { element } from '../dom.js';
import { plain } from './search.js';

/**
 * Many values of which several may hold, such as the parts of the body: those chosen on top, to be taken back; below them
 * all that match what is typed. `onChoose(codes)` hears of the set after each change.
 */
export function choicesView({ options }, { chosen, onChoose, labelId, say }) {
  const codes = new Set(chosen);
  const picked = element('ul', { class: 'picked' });
  const boxes = options.map((option) => ({ option, box: boxOf(option) }));
  const filter = element('input', {
    type: 'search',
    autocomplete: 'off',
    'aria-label': say('filterOptions'),
    placeholder: say('filterOptions'),
    oninput: narrow,
  });

  function boxOf({ code, text }) {
    const input = element('input', {
      type: 'checkbox',
      value: code,
      checked: codes.has(code),
      onchange: () => choose(code, input.checked),
    });
    return element('label', { class: 'option' }, input, text);
  }

  function choose(code, on) {
    if (on) codes.add(code);
    else codes.delete(code);
    showPicked();
    onChoose(codes);
  }

  function showPicked() {
    const shown = boxes.filter(({ option }) => codes.has(option.code));
    picked.hidden = shown.length === 0;
    picked.replaceChildren(...shown.map(({ option, box }) => element('li', {}, remover(option, box))));
  }

  const remover = ({ code, text }, box) =>
    element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': `${say('remove')}: ${text}`,
        onclick: () => {
          box.firstChild.checked = false;
          choose(code, false);
          filter.focus();
        },
      },
      text,
      element('span', { 'aria-hidden': 'true' }, ' ×'),
    );

  function narrow() {
    const words = plain(filter.value).split(/\s+/);
    for (const { option, box } of boxes) box.hidden = !words.every((word) => plain(option.text).includes(word));
  }

  showPicked();
  return element(
    'div',
    { class: 'choices', role: 'group', 'aria-labelledby': labelId },
    picked,
    filter,
    element(
      'div',
      { class: 'options options-long' },
      boxes.map(({ box }) => box),
    ),
  );
}
