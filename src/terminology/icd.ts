// ICD-10-CM conventions §I.A.2: at most seven characters. The rest of a longer text is not looked at.
const longestCode = 7;

/** `E1165`, `e11.65` → `E11.65` (ICD-10, ICD-10-CM: a dot after the third character). */
export function icd10Code(code: string): string {
  const bare = code.trim().toUpperCase().replace('.', '');
  return bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
}

/** `4019` → `401.9`, `E8497` → `E849.7` (ICD-9-CM: a dot after the third character, after the fourth in E codes). */
export function icd9Code(code: string): string {
  const bare = code.trim().toUpperCase().replace('.', '');
  const stem = bare.startsWith('E') ? 4 : 3;
  return bare.length > stem ? `${bare.slice(0, stem)}.${bare.slice(stem)}` : bare;
}

/**
 * Codes that say a disease is in remission: what their category says of the patient no longer holds.
 * ICD-10-CM tabular list, FY 2025: F10–F19 ".11", ".21" (F17.2-1); F31.7-; F32.4, F32.5; F33.4-; C90–C95 "…1 in remission".
 */
const remission10 = /^(?:F1[0-689]\.[12]1|F17\.2\d1|F31\.7|F32\.[45]|F33\.4|C9[0-5]\.\w1)/;

/** ICD-9-CM 2014: fifth digit 5 "in partial or unspecified remission", 6 "in full remission" of 296.0–296.6. */
const remission9 = /^296\.[0-6][56]$/;

function isInRemission10(code: string): boolean {
  return remission10.test(code);
}

/** Whether a code of ICD-10(-CM) or ICD-9-CM, with or without its dot, says that the disease is in remission. */
export function isInRemission(revision: 9 | 10, code: string): boolean {
  return revision === 9 ? remission9.test(icd9Code(code)) : isInRemission10(icd10Code(code));
}

/**
 * Codes above an ICD-10-CM code, nearest first, down to its three-character category: `E11.65` → `E11.6`, `E11`.
 * Each is true of the patient as well, since the classification nests by "is a"; empty for codes in remission.
 */
export function icd10Above(code: string): readonly string[] {
  if (isInRemission10(code)) return [];
  const bare = code.replace('.', '');
  if (bare.length > longestCode) return [];
  return Array.from({ length: Math.max(0, bare.length - 3) }, (_, up) =>
    icd10Code(bare.slice(0, bare.length - 1 - up)),
  );
}

/**
 * Titles of lists and leftovers: even where such a category has a name in another system, a code below it need not
 * answer to that name ("Nausea" stands below "Nausea and vomiting").
 */
export function isVague(title: string): boolean {
  return /^other\b|\b(?:and|or)\b/i.test(title);
}
