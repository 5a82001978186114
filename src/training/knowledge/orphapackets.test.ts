import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { tinyOntology } from '../../../test/fixtures/tiny-ontology.ts';
import { hasSharedData, sharedData } from '../../../test/shared-data.ts';
import { loadObographs } from '../../terminology/obographs.ts';
import { createKnowledgeReport } from './knowledge-report.ts';
import { type Orphapacket, readOrphapackets } from './orphapackets.ts';

const bare = {
  ORPHAcode: '558',
  Label: 'Marfan syndrome',
  version: '1.3.42',
  creationDate: '2025-12-09 10:41:42',
  DisorderType: { value: 'Disease' },
};

async function read(lines: string[], report = createKnowledgeReport()): Promise<Orphapacket[]> {
  const packets: Orphapacket[] = [];
  const file = temporaryFile('o.ndjson', lines);
  for await (const packet of readOrphapackets(file, tinyOntology, report)) packets.push(packet);
  return packets;
}

const phenotype = (HPOId: string, HPOFrequency = 'Frequent (79-30%)') => ({
  Phenotype: { HPOId, HPOTerm: 'x', HPOFrequency },
});
const omim = {
  Source: 'OMIM',
  Reference: '154700',
  DisorderMappingRelation: 'E (Exact mapping: the two are equivalent)',
};

describe('readOrphapackets', () => {
  it('reads a packet without any optional section', async () => {
    const [packet] = await read([JSON.stringify(bare)]);
    expect(packet).toEqual({
      id: 'ORPHA:558',
      label: 'Marfan syndrome',
      synonyms: [],
      disorderType: 'Disease',
      parents: [],
      crossReferences: [],
      phenotypes: [],
      prevalences: [],
      onsets: [],
      inheritances: [],
      genes: [],
    });
  });

  it('reads the wrapped, the bare and the single form of a list alike', async () => {
    const forms = [[{ ExternalReference: omim }], [omim], { ExternalReference: [omim] }, omim];
    const packets = await read(forms.map((ExternalReferences) => JSON.stringify({ ...bare, ExternalReferences })));
    for (const { crossReferences } of packets) expect(crossReferences).toEqual([{ id: 'OMIM:154700', relation: 'E' }]);
  });

  it('reads phenotypes, prevalences, onset, inheritance, parents and genes', async () => {
    const prevalence = {
      PrevalenceType: 'Point prevalence',
      PrevalenceClass: '1-5 / 10 000',
      PrevalenceGeographic: 'Europe',
      PrevalenceQualification: 'Value and class',
      Source: 'ORPHANET',
    };
    const [packet] = await read([
      JSON.stringify({
        ...bare,
        Parents: [{ Parent: [{ ORPHAcode: '98023', Label: 'x' }] }],
        Synonyms: [{ Synonym: 'MFS' }],
        Phenotypes: [phenotype('HP:0007726'), phenotype('HP:0001166', 'Excluded (0%)')],
        Prevalences: {
          Prevalence: [
            { ...prevalence, ValMoy: '15.0' },
            { ...prevalence, PrevalenceClass: 'no data', ValMoy: '0.0' },
          ],
        },
        AverageAgeOfOnsets: [
          { AverageAgeOfOnset: { value: 'Childhood' } },
          { AverageAgeOfOnset: { value: 'No data available' } },
        ],
        TypeOfInheritances: { TypeOfInheritance: [{ value: 'Autosomal dominant' }] },
        Genes: [
          {
            Gene: {
              Symbol: 'FBN1',
              Name: 'fibrillin 1',
              DisorderGeneAssociationType: 'Disease-causing germline mutation(s) in',
              ExternalReferences: [{ Source: 'HGNC', Reference: '3603' }],
            },
          },
        ],
      }),
    ]);
    expect(packet).toMatchObject({
      parents: ['ORPHA:98023'],
      synonyms: ['MFS'],
      phenotypes: [
        { term: 'HP:0001083', frequency: { kind: 'class', id: 'HP:0040282' } },
        { term: 'HP:0001166', frequency: { id: 'HP:0040285', share: 0 } },
      ],
      prevalences: [
        { type: 'Point prevalence', class: '1-5 / 10 000', geography: 'Europe', value: 15 },
        { geography: 'Europe', qualification: 'Value and class' },
      ],
      onsets: ['Childhood'],
      inheritances: ['Autosomal dominant'],
      genes: [{ symbol: 'FBN1', ids: ['HGNC:3603'] }],
    });
    expect(Object.keys(packet!.prevalences[1]!)).not.toContain('value');
    expect(Object.keys(packet!.prevalences[1]!)).not.toContain('class');
  });

  it('counts phenotypes that the ontology does not know', async () => {
    const report = createKnowledgeReport();
    const Phenotypes = [phenotype('HP:7654321'), phenotype('HP:0000003')];
    expect((await read([JSON.stringify({ ...bare, Phenotypes })], report))[0]?.phenotypes).toEqual([]);
    expect([...report.unknownTerms.keys(), ...report.obsoleteTerms.keys()]).toEqual(['HP:7654321', 'HP:0000003']);
    expect(report.versions.get('orphapackets')).toBe('2025-12-09 (1.3.42)');
  });

  it('stops at a malformed packet, with file, line and column', async () => {
    const good = JSON.stringify(bare);
    await expect(read([good, '{"ORPHAcode":"1" x}'])).rejects.toThrow(/o\.ndjson:2:18: not JSON/);
    await expect(read([good.slice(0, 20)])).rejects.toThrow(/o\.ndjson:1:21: not JSON/);
    await expect(read([JSON.stringify({ ...bare, ORPHAcode: 'x' })])).rejects.toThrow(/o\.ndjson:1:1: ORPHAcode: /);
    const odd = JSON.stringify({ ...bare, Phenotypes: [phenotype('HP:0001083', 'Often')] });
    await expect(read([odd])).rejects.toThrow(
      `o.ndjson:1:${odd.indexOf('"Often"') + 1}: "Often" is not a frequency class`,
    );
    const relation = JSON.stringify({ ...bare, ExternalReferences: [{ ...omim, DisorderMappingRelation: 'Q' }] });
    await expect(read([relation])).rejects.toThrow('"Q" is not a mapping relation');
  });
});

describe.skipIf(!hasSharedData)('the real ORPHApackets (skipped: no shared data)', () => {
  it('has the packets that its publisher counts', async () => {
    const ontology = await loadObographs(join(sharedData, 'hpo', 'hp.json.gz'));
    const report = createKnowledgeReport();
    const counts = { packets: 0, withPhenotypes: 0, withPrevalence: 0 };
    const file = join(sharedData, 'orphanet', 'orphapackets.ndjson.gz');
    for await (const { phenotypes, prevalences } of readOrphapackets(file, ontology, report)) {
      counts.packets += 1;
      if (phenotypes.length > 0) counts.withPhenotypes += 1;
      if (prevalences.length > 0) counts.withPrevalence += 1;
    }
    expect(counts).toEqual({ packets: 9960, withPhenotypes: 4335, withPrevalence: 6440 });
  }, 60_000);
});
