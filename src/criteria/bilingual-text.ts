import type { Bilingual } from './definition.ts';

/** The same text in both languages. */
export const both = (text: string): Bilingual => ({ en: text, es: text });

/** Texts one after the other, language by language. */
export function said(...parts: readonly (Bilingual | string)[]): Bilingual {
  const of = (language: keyof Bilingual) =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join('');
  return { en: of('en'), es: of('es') };
}
