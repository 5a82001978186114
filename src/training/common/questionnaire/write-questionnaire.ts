import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeSystem, ConceptMap, Questionnaire } from 'fhir/r4.js';
import { fhirProfilesDir } from '../../../config/paths.ts';
import { loadTerminology } from '../../../terminology/load.ts';
import { compactJson } from '../../compact-json.ts';
import { readReleaseEvidences } from '../release-evidences.ts';
import { evidenceMappings } from '../tables/evidences.ts';
import { symptomCodeSystem } from './code-system.ts';
import { symptomMap } from './hpo-map.ts';
import { symptomQuestionnaire } from './questionnaire.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Everything that is published about the symptom questionnaire. */
export interface SymptomResources {
  readonly questionnaire: Questionnaire;
  readonly codeSystem: CodeSystem;
  readonly conceptMap: ConceptMap;
}

/**
 * Makes the questionnaire, its codes and its map of the release of DDXPlus and our own texts and mappings.
 * @param data folder with `ddxplus/release_evidences_en.json` in it
 * @throws HoofbeatsError SOURCE_FILE_INVALID
 */
export function compileQuestionnaire(data: string): SymptomResources {
  const vocabulary = vocabularyOf(readReleaseEvidences(join(data, 'ddxplus', 'release_evidences_en.json')));
  return {
    questionnaire: symptomQuestionnaire(vocabulary),
    codeSystem: symptomCodeSystem(vocabulary),
    conceptMap: symptomMap(evidenceMappings, vocabulary, loadTerminology().ontology),
  };
}

export interface WrittenResource {
  readonly file: string;
  readonly bytes: number;
}

/** Writes the resources where the server publishes them. */
export async function writeQuestionnaire(data: string, out = fhirProfilesDir): Promise<readonly WrittenResource[]> {
  const resources = Object.values(compileQuestionnaire(data));
  return Promise.all(
    resources.map(async (resource) => {
      const file = `${resource.resourceType}-${resource.id}.json`;
      const text = compactJson(resource);
      await writeFile(join(out, file), text);
      return { file, bytes: Buffer.byteLength(text) };
    }),
  );
}
