/** Letters without accents and case, so that "nausea" finds "Náuseas". */
export const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What each question is found by: its words and options in both languages, and the names of the terms that it stands for. */
export function indexOf({ questions }, terms) {
  const entries = Array.from(questions.values(), ({ linkId, phrases }) => [
    linkId,
    plain([...phrases, ...(terms.get(linkId) ?? [])].join(' | ')),
  ]);
  return new Map(entries);
}

/**
 * The questions to show for words that were typed: those that have all of them, what these follow up, and their follow-ups.
 * @returns {Set<string> | undefined} linkIds; nothing when there is nothing to look for
 */
export function found(query, index, { questions }) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const own = new Set([...index].filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id));
  const all = [...questions.values()];
  const followed = all
    .filter(({ linkId }) => own.has(linkId))
    .flatMap(({ when }) => when.map(({ question }) => question));
  const following = all.filter(({ when }) => when.some(({ question }) => own.has(question)));
  return new Set([...own, ...followed, ...following.map(({ linkId }) => linkId)]);
}

/** Question → names of its terms, of a ConceptMap. */
export const termsOf = ({ group = [] }) =>
  new Map(
    group
      .flatMap(({ element }) => element)
      .map(({ code, target = [] }) => [code, [...new Set(target.map(({ display }) => display))]]),
  );
