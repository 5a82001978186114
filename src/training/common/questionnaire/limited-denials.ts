/**
 * Questions that ask for less than the term beside them: for a degree, a manner, a moment, or for what others notice first.
 * Their "yes" says the term; their "no" leaves a part of it open, so that it excludes nothing. Evidence → what stays open.
 */
export const limitedDenials: ReadonlyMap<string, string> = new Map([
  ['E_16', 'anxiety now: phobias and other disorders, which HPO files below it'],
  ['E_39', 'confusion, which others notice first'],
  ['E_64', 'with minimal effort: breathlessness on greater effort'],
  ['E_66', 'in a significant way: slight breathlessness'],
  ['E_74', 'diffuse: redness of a part of the eye'],
  ['E_89', 'constantly: fatigue that comes and goes'],
  ['E_92', 'this once: flushing on other occasions'],
  ['E_114', 'more than before: who always was irritable'],
  ['E_170', 'severe: slight itching'],
  ['E_181', 'a clear discharge: a purulent one, which is rhinorrhoea too'],
  ['E_193', 'very annoying spasms (très incommodants): slight ones'],
  ['E_194', 'a sound on breathing in, which others hear first'],
  ['E_205', 'suddenly: a mouth that never opened well'],
  ['E_206', 'painful: ulcers that do not hurt, as in lupus'],
  ['E_211', 'several times: a single vomit'],
]);
