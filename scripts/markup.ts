const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text from data as the text or a quoted attribute of HTML or SVG. */
export function markupText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
