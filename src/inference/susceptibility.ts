/**
 * Whether a name is that of a trait and no disease: OMIM puts susceptibility to common diseases or to infections in braces and
 * says so in the title (https://omim.org/help/faq#1_6). Whoever has Legionnaires' disease need not be told of the trait.
 */
export const isSusceptibility = (label: string): boolean =>
  /\bsusceptibility\b|\bresistance to\b.*\binfection\b/i.test(label);
