import { join } from 'node:path';
import { modelsDir } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { loadTerminology } from '../terminology/load.ts';
import { readCases } from '../training/rare/cases/cases.ts';
import { addCase as add } from '../training/rare/package/add-case.ts';
import { readArguments, required } from './arguments.ts';

export async function addCase(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    model: { type: 'string', default: join(modelsDir, 'rare-disease') },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const [file] = positionals;
  const solved = [];
  for await (const one of readCases(required(file, 'PHENOPACKET'), loadTerminology().ontology)) solved.push(one);
  if (solved.length !== 1) throw new HoofbeatsError('USAGE', `${file}: holds ${solved.length} cases; give one.`);
  const report = await add({ model: values.model, out: required(values.out, '--out'), solved: solved[0]! });
  if (values.json) console.log(JSON.stringify(report));
  else console.log(summary(report));
  return 0;
}

function summary({
  out,
  version,
  diagnosis,
  label,
  added,
  supportCases,
  seconds,
}: Awaited<ReturnType<typeof add>>): string {
  const state = added ? 'a new candidate' : `${supportCases} support cases now`;
  return `${label} (${diagnosis}): ${state}. Version ${version} in ${out}, ${seconds} s.`;
}
