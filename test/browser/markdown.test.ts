import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/cds-hooks/markdown.ts';
import { pageModule } from './page-module.ts';

interface Node {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly level?: number;
  readonly ordered?: boolean;
  readonly inline?: readonly Node[];
  readonly items?: readonly (readonly Node[])[];
}
const { parseMarkdown } = await pageModule<{ parseMarkdown(markdown: string): readonly Node[] }>('markdown.js');

const text = (value: string) => ({ type: 'text', text: value });
const inlineOf = (markdown: string) => parseMarkdown(markdown)[0]?.inline;
/** What a reader sees of it, without the marks. */
const readable = (nodes: readonly Node[] = []): string =>
  nodes.map(({ text = '', inline }) => text + readable(inline)).join('');

describe('blocks', () => {
  it('are headings, paragraphs, bullets right below a line of text, numbers and rules', () => {
    const blocks = parseMarkdown('## Why\n**For**\n- one\n- two\n\n1. first\n\n---\nlast\nline');
    expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'list', 'rule', 'paragraph']);
    expect(blocks[0]).toEqual({ type: 'heading', level: 2, inline: [text('Why')] });
    expect(blocks[2]?.items).toEqual([[text('one')], [text('two')]]);
    expect(blocks[3]).toMatchObject({ ordered: true });
    expect(blocks[5]?.inline).toEqual([text('last line')]);
  });

  it('go on over a line break, inside a bullet too', () => {
    expect(parseMarkdown('- one\n  more')[0]?.items).toEqual([[text('one more')]]);
  });
});

describe('inside a line', () => {
  it.each([
    ['**bold** text', [{ type: 'strong', inline: [text('bold')] }, text(' text')]],
    [
      '*so* and _so_',
      [{ type: 'emphasis', inline: [text('so')] }, text(' and '), { type: 'emphasis', inline: [text('so')] }],
    ],
    ['`a*b*`', [{ type: 'code', text: 'a*b*' }]],
    ['[model](/models/rare)', [{ type: 'link', url: '/models/rare', inline: [text('model')] }]],
    ['one  \ntwo', [text('one'), { type: 'break' }, text('two')]],
    ['\\*not bold\\*', [text('*not bold*')]],
    ['&lt;img&gt; &amp;amp; &#65;&#x42;&#0;', [text('<img> &amp; AB\ufffd')]],
    ['<b>raw</b> & more', [text('<b>raw</b> & more')]],
    ['2 * 3 * 4 and snake_case_name', [text('2 * 3 * 4 and snake_case_name')]],
    ['**unfinished', [text('**unfinished')]],
  ])('%s', (markdown, expected) => {
    expect(inlineOf(markdown)).toEqual(expected);
  });
});

describe('text of an EHR that the service made inert', () => {
  it('reads as it was written', () => {
    for (const hostile of ['<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '**x** `y` _z_ #1 | 2'])
      expect(readable(inlineOf(plain(hostile)))).toBe(hostile);
  });

  it('whatever it is', () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab1 *_`[]()<>&#!|~\\.-:/'), minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(words, (words) => {
        // A space keeps what looks like an address from becoming a link.
        const line = words
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/:(?=\/\/)/g, ': ');
        expect(readable(inlineOf(`x ${plain(line)}`))).toBe(`x ${line}`.trim());
      }),
    );
  });
});

it('never throws and loses no letter, whatever comes', () => {
  const letters = (text: string) => text.replace(/[^ab]/g, '');
  const all = (nodes: readonly Node[] = []): string =>
    nodes
      .map(({ text = '', url = '', inline, items = [] }) => text + all(inline) + url + items.map(all).join(''))
      .join('');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab *_`[]()<>&;#!-\n\\1.'), maxLength: 200 }), (markdown) => {
      expect(letters(all(parseMarkdown(markdown)))).toBe(letters(markdown));
    }),
  );
});
