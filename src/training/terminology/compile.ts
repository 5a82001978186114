import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeSystem, ConceptMap } from 'fhir/r4.js';
import { fhirProfilesDir } from '../../config/paths.ts';
import { prevalenceFile } from '../../terminology/prevalence.ts';
import { createKnowledgeReport, type KnowledgeReport } from '../knowledge/knowledge-report.ts';
import { writeFhirFile } from './fhir-file.ts';
import { hpoCodeSystem } from './hpo-code-system.ts';
import { type LaboratoryMapReport, laboratoryMap } from './laboratory-map.ts';
import { copyright } from './notices.ts';
import { prevalenceTable } from './prevalence-table.ts';
import { shippedMaps } from './shipped-maps.ts';
import { readSources } from './sources.ts';

export interface CompileOptions {
  /** Folder of the publishers' files, with `hpo/`, `maps/` and `orphanet/` in it. */
  readonly data: string;
  /** Where the resources go; by default where the server looks for them. */
  readonly out?: string;
}

export interface CompiledResource {
  /** e.g. `ConceptMap/loinc-hpo`. */
  readonly name: string;
  /** Codes of the source; of the CodeSystem, concepts. */
  readonly codes: number;
  readonly mappings: number;
  /** Size of the compressed file. */
  readonly bytes: number;
}

export interface CompileReport {
  readonly resources: readonly CompiledResource[];
  readonly knowledge: KnowledgeReport;
  readonly laboratory: LaboratoryMapReport;
}

/** Compiles the publishers' files into the FHIR resources that ship. The same files always give the same bytes. */
export async function compileTerminology({ data, out }: CompileOptions): Promise<CompileReport> {
  const folder = out ?? join(fhirProfilesDir, 'terminology');
  const knowledge = createKnowledgeReport();
  const sources = await readSources(data, knowledge);
  const resources: CompiledResource[] = [];
  const write = async (resource: CodeSystem | ConceptMap, codes: number, mappings: number) => {
    const bytes = await writeFhirFile(folder, resource);
    resources.push({ name: `${resource.resourceType}/${resource.id}`, codes, mappings, bytes });
  };
  const codeSystem = hpoCodeSystem(sources.ontology);
  await write(codeSystem, codeSystem.count ?? 0, 0);
  for (const { build, madeFrom, notices, ...head } of shippedMaps) {
    const builder = build(sources);
    const version = madeFrom.map((name) => sources.releases[name]).join(', ');
    await write(builder.build({ ...head, version, copyright: copyright(...notices) }), builder.codes, builder.mappings);
  }
  const prevalence = prevalenceTable(sources.orphapackets, `orphapackets ${knowledge.versions.get('orphapackets')}`);
  await writeFile(join(folder, prevalenceFile), prevalence);
  return { resources, knowledge, laboratory: laboratoryMap(sources.loinc2hpo, sources.ontology).report };
}
