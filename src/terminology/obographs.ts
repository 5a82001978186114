import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type ObsoleteTerm, Ontology, type Term } from './ontology.ts';
import { readTable } from './table.ts';

// https://github.com/geneontology/obographs: the part of the schema that is used here.
const propertyValue = z.object({ pred: z.string(), val: z.string() });
const obograph = z.object({
  graphs: z.tuple([
    z.object({
      meta: z.object({ version: z.string().optional(), basicPropertyValues: z.array(propertyValue).optional() }),
      nodes: z.array(
        z.object({
          id: z.string(),
          lbl: z.string().optional(),
          type: z.string().optional(),
          meta: z
            .object({
              deprecated: z.boolean().optional(),
              synonyms: z.array(z.object({ pred: z.string(), val: z.string() })).optional(),
              xrefs: z.array(z.object({ val: z.string() })).optional(),
              basicPropertyValues: z.array(propertyValue).optional(),
            })
            .optional(),
        }),
      ),
      edges: z.array(z.object({ sub: z.string(), pred: z.string(), obj: z.string() })),
    }),
  ]),
});

const hasAlternativeId = 'http://www.geneontology.org/formats/oboInOwl#hasAlternativeId';
// IAO:0100001 "term replaced by"
const replacedBy = 'http://purl.obolibrary.org/obo/IAO_0100001';

/** `http://purl.obolibrary.org/obo/HP_0001083` → `HP:0001083`; undefined for other ontologies' terms. */
function hpoId(iri: string): string | undefined {
  const match = /(?:^|\/)HP[_:](\d{7})$/.exec(iri);
  return match ? `HP:${match[1]}` : undefined;
}

/**
 * Loads the Human Phenotype Ontology from `hp.json` (obographs JSON, plain or .gz), with Spanish labels from the
 * translation project's `hp-es.babelon.tsv` where given.
 * @throws HoofbeatsError SOURCE_FILE_INVALID when the file is not an obograph.
 */
export async function loadObographs(file: string, spanish?: string): Promise<Ontology> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => input.destroy(error));
  let document: z.infer<typeof obograph>;
  try {
    document = obograph.parse(JSON.parse(await text(input)));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new HoofbeatsError('SOURCE_FILE_INVALID', `${file}: not an obographs document: ${problem}`, { cause });
  }
  const [graph] = document.graphs;
  const parents = new Map<string, string[]>();
  for (const { sub, pred, obj } of graph.edges) {
    const child = hpoId(sub);
    const parent = hpoId(obj);
    if (pred !== 'is_a' || !child || !parent) continue;
    const known = parents.get(child);
    if (known) known.push(parent);
    else parents.set(child, [parent]);
  }
  const labelsEs = spanish === undefined ? new Map<string, string>() : await loadBabelonLabels(spanish);
  const terms: Term[] = [];
  const obsolete: ObsoleteTerm[] = [];
  for (const node of graph.nodes) {
    const id = hpoId(node.id);
    if (!id) continue;
    const properties = node.meta?.basicPropertyValues ?? [];
    if (node.meta?.deprecated) {
      const successor = properties.find(({ pred }) => pred === replacedBy)?.val;
      const resolved = successor === undefined ? undefined : hpoId(successor);
      obsolete.push(resolved === undefined ? { id } : { id, replacedBy: resolved });
    } else if (node.lbl !== undefined) {
      const labelEs = labelsEs.get(id);
      terms.push({
        id,
        label: node.lbl,
        ...(labelEs === undefined ? {} : { labelEs }),
        parents: parents.get(id) ?? [],
        synonyms: (node.meta?.synonyms ?? []).filter(({ pred }) => pred === 'hasExactSynonym').map(({ val }) => val),
        altIds: properties.filter(({ pred }) => pred === hasAlternativeId).map(({ val }) => val),
        xrefs: (node.meta?.xrefs ?? []).map(({ val }) => val),
      });
    }
  }
  return new Ontology(releaseDate(graph.meta.version) ?? 'unknown', terms, obsolete);
}

/** `http://purl.obolibrary.org/obo/hp/releases/2024-08-13/hp.json` → `2024-08-13`. */
function releaseDate(version: string | undefined): string | undefined {
  return /\d{4}-\d{2}-\d{2}/.exec(version ?? '')?.[0];
}

/** Labels of a babelon translation table (https://github.com/monarch-initiative/babelon), id → translated label. */
export async function loadBabelonLabels(file: string): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for await (const row of readTable(file, ['subject_id', 'predicate_id', 'translation_value'])) {
    const value = row.cell('translation_value');
    if (row.cell('predicate_id') === 'rdfs:label' && value !== '') labels.set(row.cell('subject_id'), value);
  }
  return labels;
}
