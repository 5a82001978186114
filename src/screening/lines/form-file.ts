import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KnownForm, knownForm } from './form-index.ts';
import type { LineForm } from './line-form.ts';

const formsName = (slice: number) => `${String(slice).padStart(6, '0')}.forms.json`;
export const formsPath = (spills: string, slice: number) => join(spills, formsName(slice));

/** Keeps the forms that the lines of a slice refer to by their place. */
export async function writeForms(path: string, forms: readonly LineForm[]): Promise<void> {
  const lines = forms.map(({ pieces, gaps, type }) => ({ pieces, gaps, type }));
  await writeFile(`${path}.new`, JSON.stringify(lines));
  await rename(`${path}.new`, path);
}

/** Reads the forms that `writeForms` has kept. */
export type FormReader = (path: string) => Promise<readonly KnownForm[]>;

/**
 * Reads the forms of slices. The same form is the same object, whichever slice it comes from, so that what is learnt about
 * it is learnt once; a file is read once.
 */
export function createFormReader(): FormReader {
  const byText = new Map<string, KnownForm>();
  const byPath = new Map<string, readonly KnownForm[]>();
  return async (path) => {
    const known = byPath.get(path);
    if (known) return known;
    const forms = (JSON.parse(await readFile(path, 'utf8')) as LineForm[]).map((form) => {
      const text = JSON.stringify(form);
      const same = byText.get(text) ?? knownForm(form);
      byText.set(text, same);
      return same;
    });
    byPath.set(path, forms);
    return forms;
  };
}
