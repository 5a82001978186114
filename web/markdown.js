/**
 * The part of GitHub Flavored Markdown that a card's `detail` uses: headings, paragraphs, bullets and numbers, rules, bold,
 * emphasis, code, links, hard breaks, backslash escapes, character references. Raw HTML stays text (CDS Hooks 2.0 §Card
 * `detail` lets a client refuse it). Everything else is shown as it was written.
 *
 * Blocks: `{type: 'heading', level, inline}`, `{type: 'paragraph', inline}`, `{type: 'list', ordered, items}`, `{type: 'rule'}`.
 * Inline: `{type: 'text' | 'code', text}`, `{type: 'strong' | 'emphasis', inline}`, `{type: 'link', url, inline}`, `{type: 'break'}`.
 */
import { element, safeLink } from './dom.js';

const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const rule = /^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/;
const item = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$/;

/** Markdown as blocks. Never throws. */
export function parseMarkdown(markdown) {
  const blocks = [];
  /** Text that the next line may go on with: a paragraph, or the last item of a list. */
  let open;
  for (const line of String(markdown).split(/\r\n?|\n/)) {
    const titled = heading.exec(line);
    const listed = rule.test(line) ? null : item.exec(line);
    if (line.trim() === '') open = undefined;
    else if (titled) {
      blocks.push({ type: 'heading', level: titled[1].length, text: titled[2] });
      open = undefined;
    } else if (rule.test(line)) {
      blocks.push({ type: 'rule' });
      open = undefined;
    } else if (listed) {
      open = { text: listed[2] };
      listFor(blocks, listed[1] !== undefined).items.push(open);
    } else if (open) open.text += `\n${line.replace(/^[ \t]+/, '')}`;
    else {
      open = { type: 'paragraph', text: line.replace(/^[ \t]+/, '') };
      blocks.push(open);
    }
  }
  return blocks.map(withInline);
}

/** The list that an item goes on with, or a new one. A blank line between items does not end a list. */
function listFor(blocks, ordered) {
  const last = blocks.at(-1);
  if (last?.type === 'list' && last.ordered === ordered) return last;
  const list = { type: 'list', ordered, items: [] };
  blocks.push(list);
  return list;
}

function withInline(block) {
  if (block.type === 'rule') return block;
  if (block.type === 'list')
    return { type: 'list', ordered: block.ordered, items: block.items.map(({ text }) => parseInline(text)) };
  const { text, ...rest } = block;
  return { ...rest, inline: parseInline(text.trimEnd()) };
}

/** Patterns of what can start inside a line, tried in this order at each place. */
const patterns = [
  [/^\\([!-/:-@[-`{-~])/, ([, character]) => text(character)],
  [/^(?: {2,}|\\)\n/, () => ({ type: 'break' })],
  [/^\n/, () => text(' ')],
  [/^`([^`\n]+)`/, ([, code]) => ({ type: 'code', text: code })],
  [/^\*\*(?=\S)((?:\\.|[^\\])+?)\*\*/s, ([, inner]) => ({ type: 'strong', inline: parseInline(inner) })],
  [/^\*(?=[^\s*])((?:\\.|[^\\*])+?)\*/s, ([, inner]) => ({ type: 'emphasis', inline: parseInline(inner) })],
  [/^_(?=[^\s_])((?:\\.|[^\\_])+?)_(?!\w)/s, ([, inner]) => ({ type: 'emphasis', inline: parseInline(inner) })],
  [/^\[((?:\\.|[^\\\]])+)\]\(([^\s()]+)\)/, ([, label, url]) => ({ type: 'link', url, inline: parseInline(label) })],
  [/^&(amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});/i, ([, name]) => text(character(name))],
];

function parseInline(source) {
  const inline = [];
  let rest = source;
  while (rest !== '') {
    const [length, node] = firstMatch(rest);
    const last = inline.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.text += node.text;
    else inline.push(node);
    rest = rest.slice(length);
  }
  return inline;
}

function firstMatch(rest) {
  for (const [pattern, node] of patterns) {
    const match = pattern.exec(rest);
    if (match) return [match[0].length, node(match)];
  }
  const plain = /^(?:[^\\\n`*_[& ]+| +(?!\n))/.exec(rest)?.[0] ?? rest[0];
  return [plain.length, text(plain)];
}

const text = (value) => ({ type: 'text', text: value });
const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function character(name) {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  // CommonMark: a reference to no character is the replacement character.
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    ? String.fromCodePoint(point)
    : '\ufffd';
}

/** Markdown as nodes. Headings start at `<h4>`, below the card's own. */
export function renderMarkdown(markdown) {
  const fragment = document.createDocumentFragment();
  fragment.append(...parseMarkdown(markdown).map(blockNode));
  return fragment;
}

const blockNodes = {
  heading: ({ level, inline }) => element(`h${Math.min(6, level + 3)}`, {}, inline.map(inlineNode)),
  // A line that is all bold heads what follows; cards have no headings, since side bars are narrow.
  paragraph: ({ inline }) => element('p', { class: isLabel(inline) && 'label' }, inline.map(inlineNode)),
  list: ({ ordered, items }) =>
    element(
      ordered ? 'ol' : 'ul',
      {},
      items.map((inline) => element('li', {}, inline.map(inlineNode))),
    ),
  rule: () => element('hr'),
};
const inlineNodes = {
  text: ({ text }) => text,
  code: ({ text }) => element('code', {}, text),
  strong: ({ inline }) => element('strong', {}, inline.map(inlineNode)),
  emphasis: ({ inline }) => element('em', {}, inline.map(inlineNode)),
  link: ({ url, inline }) => safeLink(url, inline.map(inlineNode)),
  break: () => element('br'),
};
const isLabel = (inline) => inline.length === 1 && inline[0].type === 'strong';
const blockNode = (block) => blockNodes[block.type](block);
const inlineNode = (node) => inlineNodes[node.type](node);
