import { fhirProfilesDir } from '../config/paths.ts';
import { writeQuestionnaire } from '../training/common/questionnaire/write-questionnaire.ts';
import { readArguments, required } from './arguments.ts';

export async function trainQuestionnaire(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    out: { type: 'string', default: fhirProfilesDir },
    json: { type: 'boolean', default: false },
  });
  const written = await writeQuestionnaire(required(values.data, '--data'), values.out);
  console.log(JSON.stringify({ written }, null, values.json ? undefined : 2));
  return 0;
}
