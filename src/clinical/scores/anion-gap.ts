import { albumin, bicarbonate, chloride, potassium, sodium } from './inputs.ts';
import { notAssessable, readInputs } from './points.ts';
import { defineScore, type Score, type ScoreInput, type ScoreSource } from './score.ts';

const emmett: ScoreSource = {
  title: 'Emmett M, Narins RG. Clinical use of the anion gap. Medicine (Baltimore) 56:38-54',
  year: 1977,
  url: 'https://pubmed.ncbi.nlm.nih.gov/401925/',
};

const figge: ScoreSource = {
  title: 'Figge J et al. Anion gap and hypoalbuminemia. Crit Care Med 26:1807-10',
  year: 1998,
  url: 'https://doi.org/10.1097/00003246-199811000-00019',
};

// Figge 1998: 2.5 mmol/L for each g/dL that albumin lies below normal, here taken as 4 g/dL.
const gapPerAlbumin = 2.5;
const usualAlbumin = 4;

function gap<Key extends string>(
  name: string,
  title: string,
  inputs: readonly ScoreInput<Key>[],
  source: ScoreSource,
  value: (measured: Readonly<Record<Key, number>>) => number,
): Score {
  return defineScore({
    ...{ name, title, inputs, source, unit: 'mmol/L' },
    needs: [],
    spanHours: 6,
    compute: (measured) => {
      const { parts, missing } = readInputs(inputs, measured);
      if (missing.length > 0) return notAssessable(missing);
      return { kind: 'assessed', value: value(measured as Readonly<Record<Key, number>>), parts };
    },
  });
}

/** Sodium − (chloride + bicarbonate), mmol/L. */
export const anionGap = gap(
  'anion-gap',
  'Anion gap',
  [sodium, chloride, bicarbonate],
  emmett,
  (measured) => measured.sodium - measured.chloride - measured.bicarbonate,
);

/** Sodium + potassium − (chloride + bicarbonate), mmol/L. */
export const anionGapWithPotassium = gap(
  'anion-gap-potassium',
  'Anion gap with potassium',
  [sodium, potassium, chloride, bicarbonate],
  emmett,
  (measured) => measured.sodium + measured.potassium - measured.chloride - measured.bicarbonate,
);

/** Sodium − (chloride + bicarbonate) + 2.5 · (4 − albumin in g/dL), mmol/L. */
export const anionGapCorrected = gap(
  'anion-gap-corrected',
  'Anion gap corrected for albumin',
  [sodium, chloride, bicarbonate, albumin],
  figge,
  (measured) =>
    measured.sodium - measured.chloride - measured.bicarbonate + gapPerAlbumin * (usualAlbumin - measured.albumin),
);
