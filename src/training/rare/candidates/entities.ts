import type { Frequency } from '../../knowledge/frequency.ts';
import type { HpoaRow } from '../../knowledge/hpoa.ts';
import type { Orphapacket } from '../../knowledge/orphapackets.ts';
import type { Knowledge } from './knowledge.ts';

/** One statement of a source: patients with the disease show the term. */
export interface Statement {
  readonly term: string;
  readonly frequency?: Frequency;
  readonly references: readonly string[];
}

/** One disease that the model ranks: what OMIM, Orphanet and DECIPHER say about the same entity. */
export interface DiseaseEntity {
  /** OMIM id where there is one, else the ORPHA or DECIPHER id. */
  readonly id: string;
  readonly ids: readonly string[];
  readonly label: string;
  readonly statements: readonly Statement[];
  /** Terms that patients with the disease are known not to show. */
  readonly absent: readonly string[];
  readonly flags: readonly string[];
}

/** Orphanet's groups and categories hold diseases; they are not diagnoses themselves. */
const notDiagnoses: ReadonlySet<string> = new Set(['Category', 'Clinical group']);

/**
 * Merges the sources' diseases into entities. An ORPHAcode is the same disease as an OMIM entry where Orphanet says so
 * (relation E) or, where Orphanet names no such entry, where MONDO holds both for exactly one disease of its own; a
 * DECIPHER syndrome is the disease of the same name. What is exact to several OMIM entries lends its annotations to
 * each of them, because they remain different diagnoses. Only entities with annotations are candidates.
 */
export function mergeEntities(knowledge: Knowledge): readonly DiseaseEntity[] {
  const packets = new Map(knowledge.packets.map((packet) => [packet.id, packet]));
  const rowsOf = rowsByDisease(knowledge.rows);
  const exact = exactOmim(knowledge, rowsOf);
  const members = new Map<string, string[]>();
  const join = (entity: string, member: string) => {
    const known = members.get(entity);
    if (!known) members.set(entity, [member]);
    else if (!known.includes(member)) known.push(member);
  };
  for (const id of new Set([...rowsOf.keys(), ...packets.keys()])) {
    if (notDiagnoses.has(packets.get(id)?.disorderType ?? '')) continue;
    const equals = exact.get(id) ?? [];
    const annotated = equals.filter((omim) => rowsOf.has(omim));
    // OMIM entries without annotations of their own stay together under the first of them.
    const groups = annotated.length > 0 ? annotated.map((omim) => [omim, id]) : [[...equals, id]];
    for (const group of groups) for (const member of group) join(group[0]!, member);
  }
  return [...members]
    .map(([id, sources]) => toEntity(id, sources, packets, rowsOf, knowledge))
    .filter(({ statements }) => statements.length > 0)
    .sort((a, b) => compareIds(a.id, b.id));
}

function rowsByDisease(rows: readonly HpoaRow[]): ReadonlyMap<string, readonly HpoaRow[]> {
  const groups = new Map<string, HpoaRow[]>();
  for (const row of rows) {
    const group = groups.get(row.diseaseId);
    if (group) group.push(row);
    else groups.set(row.diseaseId, [row]);
  }
  return groups;
}

/** ORPHA or DECIPHER id → OMIM entries that are the same disease. */
function exactOmim(
  { packets, mondo }: Knowledge,
  rowsOf: ReadonlyMap<string, readonly HpoaRow[]>,
): ReadonlyMap<string, readonly string[]> {
  const exact = new Map<string, readonly string[]>();
  const annotated = [...rowsOf.keys()].filter(isOmim);
  const omimOfMondo = invert(annotated, (omim) => mondo.get(omim) ?? []);
  for (const { id, crossReferences } of packets) {
    const stated = crossReferences
      .filter((other) => other.relation === 'E' && isOmim(other.id))
      .map((other) => other.id);
    exact.set(id, stated.length > 0 ? stated : (mondo.get(id) ?? []).flatMap((one) => omimOfMondo.get(one) ?? []));
  }
  const omimOfName = invert(annotated, (omim) => nameKeys(rowsOf.get(omim)));
  for (const id of rowsOf.keys()) {
    if (id.startsWith('DECIPHER:'))
      exact.set(
        id,
        nameKeys(rowsOf.get(id)).flatMap((name) => omimOfName.get(name) ?? []),
      );
  }
  return exact;
}

const isOmim = (id: string) => id.startsWith('OMIM:');

const nameKeys = (rows: readonly HpoaRow[] = []) =>
  rows.slice(0, 1).map(({ diseaseName }) => diseaseName.toLowerCase());

function invert(
  ids: readonly string[],
  keysOf: (id: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const id of ids) {
    for (const key of keysOf(id)) {
      const known = index.get(key);
      if (known) known.push(id);
      else index.set(key, [id]);
    }
  }
  return index;
}

function toEntity(
  id: string,
  sources: readonly string[],
  packets: ReadonlyMap<string, Orphapacket>,
  rowsOf: ReadonlyMap<string, readonly HpoaRow[]>,
  { mondo, mondoLabels }: Knowledge,
): DiseaseEntity {
  const rows = sources.flatMap((source) => rowsOf.get(source) ?? []);
  const orphanet = sources.flatMap((source) => packets.get(source) ?? []);
  const stated = rows.filter(({ negated, frequency }) => !negated && frequency?.share !== 0);
  const statements: Statement[] = [
    // phenotype.hpoa repeats Orphanet's annotations; the packets are the newer release of the same statements.
    ...stated.filter(({ diseaseId }) => !diseaseId.startsWith('ORPHA:') || !packets.get(diseaseId)?.phenotypes.length),
    ...orphanet.flatMap((packet) =>
      packet.phenotypes
        .filter(({ frequency }) => frequency.share > 0)
        .map((phenotype) => ({ ...phenotype, references: [packet.id] })),
    ),
  ].map(({ term, frequency, references }) => ({ term, references, ...(frequency === undefined ? {} : { frequency }) }));
  const affirmed = new Set(statements.map(({ term }) => term));
  const denied = [
    ...rows.filter(({ negated, frequency }) => negated || frequency?.share === 0).map(({ term }) => term),
    ...orphanet
      .flatMap(({ phenotypes }) => phenotypes.filter(({ frequency }) => frequency.share === 0))
      .map(({ term }) => term),
  ];
  const own = [id, ...sources];
  const mondoIds = own.flatMap((source) => mondo.get(source) ?? []);
  return {
    id,
    ids: [...new Set([...own, ...mondoIds])],
    label: labelOf(
      id,
      rows,
      orphanet,
      mondoIds.flatMap((one) => mondoLabels.get(one) ?? []),
    ),
    statements,
    absent: [...new Set(denied)].filter((term) => !affirmed.has(term)).sort(),
    flags: [
      ...(id.startsWith('OMIM:') ? [] : ['no-omim-entry']),
      ...(statements.some(({ frequency }) => frequency !== undefined) ? [] : ['no-frequencies']),
    ],
  };
}

/** The register's own name; OMIM's old entries are all capitals, which Orphanet's or MONDO's name replaces. */
function labelOf(
  id: string,
  rows: readonly HpoaRow[],
  orphanet: readonly Orphapacket[],
  mondoLabels: readonly string[],
): string {
  const own = rows.find(({ diseaseId }) => diseaseId === id)?.diseaseName ?? orphanet[0]?.label ?? rows[0]?.diseaseName;
  const label = (own ?? id).trim();
  if (label !== label.toUpperCase()) return label;
  const [name = label] = [...orphanet.map((packet) => packet.label), ...mondoLabels];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** By register (DECIPHER, OMIM, ORPHA), then by number. */
export function compareIds(a: string, b: string): number {
  const [aRegister = '', aNumber] = a.split(':');
  const [bRegister = '', bNumber] = b.split(':');
  if (aRegister !== bRegister) return aRegister < bRegister ? -1 : 1;
  return Number(aNumber) - Number(bNumber);
}
