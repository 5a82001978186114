/** Characters that GitHub Flavored Markdown gives a meaning inside a line. */
const special = /[\\`*_{}[\]#|~!]/g;
const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** The longest piece of EHR text that a card repeats, in characters. */
const longest = 160;
/** The longest sentence of ours that quotes EHR text. */
export const longestQuoting = 400;

/**
 * Text as inert Markdown: on one line, without markup, HTML or links of its own. For our own sentences and names, which are
 * of bounded length. Clients differ in how much HTML they let through, so nothing is left to them (CDS Hooks 2.0 §Card
 * `detail`).
 */
export const inert = (text: string): string => escaped(oneLine(text));

function escaped(line: string): string {
  return (
    unlinked(line)
      .replace(special, '\\$&')
      .replace(/[&<>]/g, (character) => htmlEntities[character]!)
      // A mark of a list, of a rule or of a heading's underline means something at the start of a line, a number does so too.
      .replace(/(^| )([-+=])(?=\2*(?: |$))/g, '$1\\$2')
      .replace(/(^| )(\d{1,9})([.)])(?= |$)/g, '$1$2\\$3')
  );
}

/** Text of an EHR as inert Markdown of at most `limit` characters before escaping. */
export function plain(text: string, limit = longest): string {
  const line = oneLine(text);
  const points = [...line];
  if (points.length <= limit) return escaped(line);
  const kept = points.slice(0, limit - 1).join('');
  return escaped(`${kept.trimEnd()}…`);
}

/**
 * GFM turns bare addresses into links, and some renderers do so after they have taken away the escapes, so that only a space
 * helps.
 */
const unlinked = (text: string) =>
  text
    .replace(/:(?=\/\/)/g, ': ')
    .replace(/(www)(?=\.)/gi, '$1 ')
    .replace(/(mailto|xmpp):(?=\S)/gi, '$1: ')
    .replace(/(?<=[\w.+-])@(?=\w)/g, ' @ ');

/** White space and what cannot be seen, other than single blanks. */
const odd = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\S ]| {2}/u;

// Nearly every text is one line already, and to replace each of its blanks by a blank takes four times as long as to look.
const oneLine = (text: string) => (odd.test(text) ? text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ') : text).trim();

export const bold = (text: string) => `**${text}**`;
export const bullets = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');
/** Blocks with a blank line between them; empty ones vanish. */
export const paragraphs = (blocks: readonly string[]) => blocks.filter((block) => block !== '').join('\n\n');
