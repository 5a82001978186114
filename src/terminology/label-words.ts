/** One spelling for what British and American authors write differently; both sides of a comparison pass through here. */
const spellings: readonly (readonly [RegExp, string])[] = [
  // anaemia, oedema, leucocyte, tumour, generalised
  [/ae|oe/g, 'e'],
  [/^leuco/, 'leuko'],
  [/our(?=$|s$|al)/, 'or'],
  [/is(?=ed$|ing$|ation$)/, 'iz'],
  // anomalies, seizures; not pus, ichthyosis, loss
  [/ies$/, 'y'],
  [/(?<=[^suiy])s$/, ''],
];

/** Phrases of one meaning, as OMIM's older titles (phenotype.hpoa), its newer ones (MONDO) and the labels of HPO have it. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bdeafness\b|\bhearing loss\b/g, 'hearing impairment'],
  [
    /\bmental (?:retardation|deficiency)\b|\b(?:impaired )?intellectual development(?:al disorder)?\b/g,
    'intellectual disability',
  ],
  [
    /\bearly infantile epileptic encephalopathy\b|\bepileptic encephalopathy, early infantile\b/g,
    'developmental and epileptic encephalopathy',
  ],
  [/\bepilepsy\b/g, 'seizures'],
  [/\babsent language\b/g, 'absent speech'],
  [/\bimpaired language\b/g, 'language impairment'],
  [/\b(?:poor growth|growth impairment|growth retardation)\b/g, 'growth delay'],
  [/\bquadripar/g, 'tetrapar'],
  [/\bpulmonary (?:arterial )?hypertension\b/g, 'pulmonary arterial hypertension'],
  // A face that a title calls peculiar is described feature by feature: only the region is common to the descriptions.
  [
    /\b(?:dysmorphic|distinctive|characteristic) faci(?:es|al features)\b|\bfacial dysmorphism\b/g,
    'abnormality of the face',
  ],
  [/\bbrain white matter\b/g, 'cerebral white matter'],
  [/\bneurodevelopmental (?:disorder|syndrome)\b/g, 'neurodevelopmental abnormality'],
];

/** Names number their parts in either way: complex IV, complex 4. One letter alone is no numeral but a name: factor V. */
const numerals: Readonly<Record<string, string>> = {
  ii: '2',
  iii: '3',
  iv: '4',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
};

/**
 * The words of a name in the form in which two names are compared: case, accents, spelling, plural and fashion of naming
 * do not count.
 */
export function labelWords(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b|['’]/g, '');
  const said = phrases.reduce((form, [from, to]) => form.replace(from, to), plain);
  return (said.match(/[a-z0-9]+/g) ?? []).map((word) => numerals[word] ?? respelt(word));
}

function respelt(word: string): string {
  // Short words are abbreviations and particles, whose letters carry the meaning.
  return word.length < 4 ? word : spellings.reduce((form, [from, to]) => form.replace(from, to), word);
}
