import { join } from 'node:path';
import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { FeatureFile } from '../../../registry/feature-file.ts';
import { profileOf } from '../../../registry/profiles.ts';
import { candidateList } from '../candidates/candidate-list.ts';
import { type Candidate, type Disease, diseaseOf } from '../candidates/candidates.ts';
import { type Knowledge, readKnowledge } from '../candidates/knowledge.ts';
import type { ReportProgress } from '../progress.ts';
import { readCases, type SolvedCase } from './cases.ts';
import { type DevelopmentCase, developmentCases } from './development-cases.ts';

/** Everything that the ranker is made of and measured on. */
export interface Corpus {
  readonly knowledge: Knowledge;
  readonly candidates: readonly Candidate[];
  /** By candidate. */
  readonly diseases: readonly Disease[];
  readonly features: FeatureFile;
  readonly vocabulary: InputVocabulary;
  /** Published, solved cases, and the same placed among the candidates. */
  readonly solved: readonly SolvedCase[];
  readonly cases: readonly DevelopmentCase[];
}

/** Published cases, under the data folder. */
export const caseFile = 'phenopackets/phenopackets.ndjson.gz';

/**
 * Reads the publishers' files of a data folder, laid out as `shared/data`.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file, line and column.
 */
export async function readCorpus(data: string, onProgress?: ReportProgress): Promise<Corpus> {
  onProgress?.({ phase: 'reading knowledge', done: 0 });
  const knowledge = await readKnowledge(data);
  const solved: SolvedCase[] = [];
  for await (const one of readCases(join(data, caseFile), knowledge.ontology)) solved.push(one);
  const { candidates, features, vocabulary } = candidateList(knowledge, solved);
  const diseases = candidates.map(({ flags, profile }) => diseaseOf(profileOf(profile), flags, vocabulary));
  return {
    knowledge,
    candidates,
    diseases,
    features,
    vocabulary,
    solved,
    cases: developmentCases(solved, candidates, vocabulary),
  };
}
