import { describe, expect, it } from 'vitest';
import { headName, seriesNames } from './series-name.ts';

const narrowest = (label: string) => seriesNames(label)[0];

describe('seriesNames', () => {
  it.each([
    ['cardiomyopathy, dilated, 1QQ', 'Dilated cardiomyopathy 2M'],
    ['Charcot-Marie-Tooth disease axonal type 2KK', 'Charcot-Marie-Tooth disease, axonal, type 2B1'],
    ['spermatogenic failure 90', 'Spermatogenic failure 6'],
    ['monilethrix-2', 'Monilethrix'],
    ['congenital disorder of glycosylation, type IIcc', 'Congenital disorder of glycosylation, type Ia'],
    ['mitochondrial complex 4 deficiency, nuclear type 25', 'Mitochondrial complex IV deficiency, nuclear type 1'],
    ['fanconi anemia, complementation group 10', 'Fanconi anemia, complementation group C'],
    ['glaucoma 1, open angle, H', 'Glaucoma, open angle'],
    ['hearing loss, autosomal recessive 123', 'Deafness, autosomal recessive 1A'],
    ['intellectual developmental disorder, autosomal dominant 77', 'Mental retardation, autosomal dominant 1'],
    ['dystonia 38, susceptibility to', 'Dystonia 12'],
    ['mitochondrial dna depletion syndrome 14A (encephalomyopathic type)', 'Mitochondrial DNA depletion syndrome 1'],
    ['epilepsy, early-onset, 3, with or without delay', 'Epilepsy, early-onset, 1, with or without delay'],
  ])('puts %j and %j into one series', (a, b) => {
    expect(narrowest(a)).toBe(narrowest(b));
  });

  it.each([
    ['vitamin D deficiency', 'vitamin A deficiency'],
    ['mitochondrial complex I deficiency, nuclear type 1', 'mitochondrial complex IV deficiency, nuclear type 1'],
    ['hearing loss, autosomal dominant 85', 'hearing loss, autosomal recessive 122'],
    ['factor V deficiency', 'factor X deficiency'],
  ])('keeps %j and %j apart', (a, b) => {
    expect(narrowest(a)).not.toBe(narrowest(b));
  });

  it('says less at each step', () => {
    expect(seriesNames('spastic paraplegia 91, autosomal dominant, with or without cerebellar ataxia')).toEqual([
      'ataxia autosomal cerebellar dominant paraplegia spastic',
      'autosomal dominant paraplegia spastic',
      'paraplegia spastic',
    ]);
  });

  it.each([
    ['spondyloepimetaphyseal dysplasia, Li-Shao-Li type', 'dysplasia spondylepimetaphyseal'],
    ['Garg-Mishra progeroid syndrome', 'progeroid'],
    ['LSM7-related leukodystrophy', 'leukodystrophy'],
    ['otofacial neurodevelopmental syndrome', 'neurodevelopmental'],
    ['chromosome 2p16.3 deletion syndrome', 'chromosome deletion'],
  ])('leaves people, genes and bands out of %j in the end', (label, broadest) => {
    expect(seriesNames(label).at(-1)).toBe(broadest);
  });

  it('keeps an eponym that is all there is', () => {
    expect(seriesNames('Rabin-Pappas syndrome')).toEqual(['pappa rabin']);
  });

  it('has no name for a label of mere nouns', () => {
    expect(seriesNames('disease 3')).toEqual([]);
  });
});

describe('headName', () => {
  it('is what stands before the first comma', () => {
    expect(headName('immunodeficiency 114, folate-responsive')).toBe('immunodeficiency');
    expect(headName('developmental delay, dysmorphic facies, and brain anomalies')).toBe('delay developmental');
  });
});
