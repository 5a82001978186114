import type { FrequencyClassName, ProfileLine } from '../../../registry/profiles.ts';
import type { Frequency, FrequencyClassId } from '../../knowledge/frequency.ts';
import type { DiseaseEntity, Statement } from './entities.ts';

const classNames: Readonly<Record<FrequencyClassId, FrequencyClassName>> = {
  'HP:0040280': 'obligate',
  'HP:0040281': 'very frequent',
  'HP:0040282': 'frequent',
  'HP:0040283': 'occasional',
  'HP:0040284': 'very rare',
  'HP:0040285': 'excluded',
};

/** A disease's annotations as one line of `profiles.ndjson`, one entry per term. */
export function profileLine(entity: DiseaseEntity, nodeOf: ReadonlyMap<string, number>): ProfileLine {
  const references: string[] = [];
  const placeOf = (reference: string) => {
    if (!references.includes(reference)) references.push(reference);
    return references.indexOf(reference);
  };
  const byTerm = new Map<number, Statement[]>();
  for (const statement of entity.statements) {
    const node = nodeOf.get(statement.term);
    if (node !== undefined) byTerm.set(node, [...(byTerm.get(node) ?? []), statement]);
  }
  const annotations = [...byTerm]
    .sort(([a], [b]) => a - b)
    .map(([node, statements]): ProfileLine['annotations'][number] => [
      node,
      publishedFrequency(statements),
      [...new Set(statements.flatMap((statement) => statement.references.map(placeOf)))],
    ]);
  const absent = entity.absent.flatMap((term) => nodeOf.get(term) ?? []).sort((a, b) => a - b);
  return { id: entity.id, references, annotations, absent };
}

/** Counted patients, summed over publications, say most; then a percentage; then a class. */
function publishedFrequency(statements: readonly Statement[]): string {
  const given = statements.flatMap(({ frequency }) => frequency ?? []);
  const counted = given.filter((frequency) => frequency.kind === 'ratio');
  if (counted.length > 0) {
    const sum = (of: 'n' | 'm') => counted.reduce((total, frequency) => total + frequency[of], 0);
    return `${sum('n')}/${sum('m')}`;
  }
  const [stated] = given.toSorted((a, b) => precision(b) - precision(a));
  if (stated === undefined) return '';
  return stated.kind === 'class' ? classNames[stated.id] : stated.kind === 'percent' ? `${stated.value}%` : '';
}

function precision(frequency: Frequency): number {
  return frequency.kind === 'percent' ? 1 : 0;
}
