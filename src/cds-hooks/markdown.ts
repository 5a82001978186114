/** Characters that GitHub Flavored Markdown gives a meaning inside a line. */
const special = /[\\`*_{}[\]#|~!]/g;
const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** The longest piece of EHR text that a card repeats. */
const longest = 160;

/**
 * Text of an EHR as inert Markdown: on one line, without markup, HTML or links of its own, and not too long.
 * Clients differ in how much HTML they let through, so nothing is left to them (CDS Hooks 2.0 §Card `detail`).
 */
export function plain(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const points = [...line];
  const short =
    points.length <= longest
      ? line
      : `${points
          .slice(0, longest - 1)
          .join('')
          .trimEnd()}…`;
  return (
    short
      .replace(special, '\\$&')
      .replace(/[&<>]/g, (character) => htmlEntities[character]!)
      // GFM turns bare addresses into links.
      .replace(/:\/\//g, '\\://')
      .replace(/\b(www)\./gi, '$1\\.')
  );
}

export const bold = (text: string) => `**${text}**`;
export const bullets = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');
/** Blocks with a blank line between them; empty ones vanish. */
export const paragraphs = (blocks: readonly string[]) => blocks.filter((block) => block !== '').join('\n\n');
