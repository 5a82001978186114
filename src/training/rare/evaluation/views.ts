import type { SparseRow } from '../../../features/term-vector.ts';
import type { InputVocabulary } from '../../../features/vocabulary.ts';
import { seriesNames } from '../../../terminology/series-name.ts';
import type { Candidate } from '../candidates/candidates.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import { type Thinning, thinner } from '../cases/thinned-case.ts';
import type { Mode } from '../graph/weights.ts';

/** One way to put the cases to the model, and to count a hit. */
export interface View {
  readonly name: string;
  readonly mode: Mode;
  readonly row: (found: DevelopmentCase, seed: number) => SparseRow;
  /** Diagnoses each of which counts as a hit. */
  readonly places: (found: DevelopmentCase) => readonly number[];
  /** Share of the support publications that the prototypes know. */
  readonly supportShare: number;
}

/** Everything that the report tells of the ranker. */
export function reportViews(
  cases: readonly DevelopmentCase[],
  candidates: readonly Candidate[],
  vocabulary: InputVocabulary,
): readonly View[] {
  const asIs: Omit<View, 'name'> = { mode: 1, row: ({ row }) => row, places: ({ places }) => places, supportShare: 1 };
  const series = numberedSubtypes(candidates);
  const folded = ({ places }: DevelopmentCase) => [...new Set(places.flatMap((place) => series(place)))];
  const thin = thinner(cases, vocabulary);
  const thinned = (thinning: Thinning) => (found: DevelopmentCase, seed: number) => thin(found.row, thinning, seed);
  return [
    { ...asIs, name: 'as published' },
    { ...asIs, name: 'knowledge alone', mode: 0 },
    { ...asIs, name: 'numbered subtypes folded', places: folded },
    { ...asIs, name: 'knowledge alone, folded', mode: 0, places: folded },
    { ...asIs, name: 'five findings', row: thinned({ parents: false, noise: false }) },
    { ...asIs, name: 'five findings, half as parents', row: thinned({ parents: true, noise: false }) },
    { ...asIs, name: 'five findings, half as parents, noise', row: thinned({ parents: true, noise: true }) },
    ...[0, 0.25, 0.5, 0.75].map((supportShare) => ({ ...asIs, name: 'learning', supportShare })),
  ];
}

/** Diagnosis → itself and all that differ from it by no more than a number, letter or type in the name. */
function numberedSubtypes(candidates: readonly Candidate[]): (place: number) => readonly number[] {
  const nameOf = candidates.map(({ label }) => seriesNames(label)[0] ?? label);
  const members = new Map<string, number[]>();
  nameOf.forEach((name, place) => {
    const known = members.get(name);
    if (known) known.push(place);
    else members.set(name, [place]);
  });
  return (place) => members.get(nameOf[place]!)!;
}
