import { readFile } from 'node:fs/promises';
import type { Assessment } from '../assessment/assessment.ts';
import type { AssessmentRequest } from '../assessment/assessor.ts';
import { cardOf } from '../cds-hooks/card.ts';
import { loadServices } from '../cds-hooks/load-services.ts';
import { readPhenopacket } from '../clinical/phenopacket.ts';
import { loadConfig } from '../config/load.ts';
import { cdsServicesDir } from '../config/paths.ts';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { readBundle } from '../fhir/bundle.ts';
import { isObject } from '../fhir/json.ts';
import { groupByPatient } from '../fhir/patient-compartment.ts';
import { openServing } from '../serving.ts';
import { loadReverseMaps } from '../terminology/reverse-maps.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { readArguments } from './arguments.ts';
import { assessmentText } from './assessment-text.ts';

const model = 'rare-disease';
const formats = ['text', 'json', 'card'] as const;
type Format = (typeof formats)[number];

export async function assess(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    format: { type: 'string', default: 'text' },
    json: { type: 'boolean', default: false },
    top: { type: 'string', default: '5' },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new HoofbeatsError('USAGE', 'Name one file.');
  const format = values.json ? 'json' : readFormat(values.format);
  const top = readTop(values.top);
  const config = loadConfig(process.env);
  const input = await readJson(file);
  const serving = await openServing(config);
  for (const { error } of serving.problems) console.error(error.message);
  try {
    const assessments: Assessment[] = [];
    for (const request of requestsOf(input, serving.terminology))
      assessments.push(await serving.assessor.assess(request));
    if (format === 'json') console.log(JSON.stringify(assessments.length === 1 ? assessments[0] : { assessments }));
    else if (format === 'card') console.log(JSON.stringify({ cards: await cardsOf(assessments, config) }, null, 2));
    else console.log(assessments.map((assessment) => assessmentText(assessment, top)).join('\n\n'));
    return 0;
  } finally {
    await serving.close();
  }
}

function readFormat(given: string): Format {
  const format = formats.find((known) => known === given);
  if (!format) throw new HoofbeatsError('USAGE', `--format is one of ${formats.join(', ')}.`);
  return format;
}

function readTop(given: string): number {
  const top = Number(given);
  if (!Number.isInteger(top) || top < 1 || top > 10)
    throw new HoofbeatsError('USAGE', '--top is an integer from 1 to 10.');
  return top;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new HoofbeatsError('USAGE', `${file} cannot be read.`, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoofbeatsError('BODY_NOT_JSON', `${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** A FHIR Bundle gives one request per patient, a phenopacket one. */
function requestsOf(input: unknown, terminology: Terminology): readonly AssessmentRequest[] {
  if (isObject(input) && !('resourceType' in input)) {
    return [{ entrance: 'case', case: readPhenopacket(input, terminology.ontology).case, model }];
  }
  const { groups } = groupByPatient(readBundle(input).entries);
  if (groups.length === 0) {
    throw new HoofbeatsError('PATIENT_MISSING', 'The Bundle holds no Patient.', { expression: ['Bundle.entry'] });
  }
  return groups.map(({ patient, resources }) => ({ entrance: 'operation', patient, resources, model }));
}

async function cardsOf(assessments: readonly Assessment[], { PUBLIC_URL, APP_URL, HOST, PORT }: Config) {
  const service = (await loadServices(cdsServicesDir)).find((known) => known.model === model);
  if (!service) throw new HoofbeatsError('CONFIG_INVALID', `No service of cds-services/ asks the model ${model}.`);
  const publicUrl = () => PUBLIC_URL ?? `http://${HOST}:${PORT}`;
  const ports = { publicUrl, appUrl: APP_URL, reverseMaps: loadReverseMaps() };
  return assessments.flatMap((assessment) => cardOf(assessment, service, ports) ?? []);
}
