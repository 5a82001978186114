import { z } from 'zod';

const tensor = z.strictObject({
  name: z.string(),
  datatype: z.enum(['INT64', 'FP32']),
  /** −1 stands for a dynamic dimension. */
  shape: z.array(z.number().int()),
});

/** What a model does; the files of its package follow from it. */
export const modelTasks = ['rare-disease-ranking', 'common-disease-classification'] as const;
export type ModelTask = (typeof modelTasks)[number];

/** `manifest.json`: what the package is, what its model eats and gives, and where its knowledge comes from. */
export const manifestSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  task: z.enum(modelTasks),
  title: z.string(),
  opset: z.number().int().min(16),
  /** Names and datatypes as in the Open Inference Protocol (KServe V2). */
  inputs: z.array(tensor),
  outputs: z.array(tensor),
  applicability: z.strictObject({
    /** Fewer present findings than this: the model abstains. */
    minPresentFindings: z.number().int().min(1),
    /** Fewer than this: the result carries a caution. */
    cautionBelowFindings: z.number().int().min(1),
    population: z.string(),
    exclusions: z.array(z.string()),
  }),
  knowledge: z.record(z.string(), z.string()),
  licences: z.array(z.strictObject({ source: z.string(), licence: z.string(), url: z.url() })),
  /** Version of the training code. */
  code: z.string(),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** `manifest.json` of a package that holds rules and no model. */
export const criteriaManifestSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  task: z.literal('guideline-criteria'),
  title: z.string(),
  applicability: z.strictObject({ population: z.string(), exclusions: z.array(z.string()) }),
  licences: z.array(z.strictObject({ source: z.string(), licence: z.string(), url: z.url() })),
});

/** Whatever a family folder may hold. */
export const packageManifestSchema = z.discriminatedUnion('task', [manifestSchema, criteriaManifestSchema]);
export type PackageManifest = Readonly<z.infer<typeof packageManifestSchema>>;
export type PackageTask = PackageManifest['task'];
