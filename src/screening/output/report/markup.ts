/** HTML that is safe to send as it is. Made by `html` alone. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
type Part = Markup | string | number | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A tagged template whose values are escaped, as text or in a quoted attribute. Never put one into a URL, script or style. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Markup => ({
  markup: String.raw({ raw: strings }, ...values.map(partText)),
});

/** Our own text that is markup already: style sheets. */
export const trusted = (markup: string): Markup => ({ markup });

function partText(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return 'markup' in part ? part.markup : part.map(partText).join('');
}

/** Control characters and those that turn the direction of writing have no place in a page of ours. */
const escaped = (text: string) =>
  text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').replace(/[&<>"']/g, (character) => entities[character]!);
