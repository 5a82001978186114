import type { CodeMeaning, EvidenceMeanings, ResultMeaning } from '../features/evidence-meanings.ts';
import { type EvidenceVocabulary, valueColumn } from '../features/evidence-vocabulary.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { CommonFeatures, EvidenceCode, EvidenceEntry } from './common-features.ts';

/** What every code in a feature file says of the evidences, ready to be looked up. */
export function meaningsOf({ evidences }: CommonFeatures, vocabulary: EvidenceVocabulary): EvidenceMeanings {
  const phenotypes = new Map<string, CodeMeaning[]>();
  const conditions = new Map<string, Map<string, CodeMeaning[]>>();
  const results = new Map<string, ResultMeaning[]>();
  const learn = (codes: readonly EvidenceCode[], evidence: number, value?: number) => {
    for (const { system, code, stated, ruledOut, except = [] } of codes) {
      if (stated === undefined && ruledOut === undefined) continue;
      const meaning: CodeMeaning = {
        ...{ code, except, evidence },
        ...(stated && { stated }),
        ...(ruledOut && { ruledOut }),
        ...(value !== undefined && { value }),
      };
      append(system === 'hpo' ? phenotypes : systemIn(conditions, system), code, meaning);
    }
  };
  evidences.forEach(({ codes, values = [], observations = [] }, place) => {
    learn(codes, place);
    for (const { id, codes: ofValue = [] } of values) {
      learn(ofValue, place, valueColumn(vocabulary.evidences[place]!, id));
    }
    for (const observation of observations) append(results, observation.loinc, resultOf(observation, place));
  });
  return { vocabulary, phenotypes, conditions, results };
}

type Observation = NonNullable<EvidenceEntry['observations']>[number];

function resultOf(observation: Observation, evidence: number): ResultMeaning {
  const codes = (answers: readonly { readonly code: string }[] = []) => new Set(answers.map(({ code }) => code));
  const { kind, present, absent, unit, from, below, fromAge } = observation;
  return {
    evidence,
    present: codes(present),
    absent: codes(absent),
    isScore: kind === 'score',
    ...(kind === 'measured' &&
      unit !== undefined && {
        limits: {
          unit,
          from: from ?? Number.NEGATIVE_INFINITY,
          below: below ?? Number.POSITIVE_INFINITY,
          fromAge: fromAge ?? 0,
        },
      }),
  };
}

function systemIn(conditions: Map<string, Map<string, CodeMeaning[]>>, system: string): Map<string, CodeMeaning[]> {
  const url = Object.hasOwn(codeSystems, system) ? codeSystems[system as keyof typeof codeSystems] : system;
  const found = conditions.get(url) ?? new Map<string, CodeMeaning[]>();
  conditions.set(url, found);
  return found;
}

function append<T>(index: Map<string, T[]>, key: string, item: T): void {
  const found = index.get(key);
  if (found) found.push(item);
  else index.set(key, [item]);
}
