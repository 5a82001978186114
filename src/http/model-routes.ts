import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { commonLabelsSchema } from '../registry/common-labels.ts';
import { commonEvaluationSchema } from '../registry/common-reports.ts';
import { labelsSchema } from '../registry/labels.ts';
import { type ListedPackage, listModelPackages } from '../registry/list.ts';
import { packageFiles, readPackageJson } from '../registry/model-package.ts';
import { evaluationSchema } from '../registry/reports.ts';
import { operations } from './operations.ts';
import type { Route } from './routes.ts';

/**
 * GET /models: the packages in the models folder. GET /models/:id: one package with its manifest, the size of its list of
 * diagnoses and its evaluation. Read anew on each call, so that a package swapped on disk shows.
 */
export function modelRoutes(modelsDir: string): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/models',
      open: true,
      operation: operations.models,
      handler: async (_request, response) => {
        const models = await listModelPackages(modelsDir);
        response.json({ models: models.map(summary) });
      },
    },
    {
      method: 'GET',
      path: '/models/:id',
      open: true,
      operation: operations.model,
      handler: async (request, response) => {
        const model = (await listModelPackages(modelsDir)).find(({ family }) => family === request.params.id);
        if (!model) throw new HoofbeatsError('ROUTE_UNKNOWN', 'No model package has this id; GET /models lists them.');
        response.json(await description(model));
      },
    },
  ];
}

const schemasOf = {
  'rare-disease-ranking': { labels: labelsSchema, evaluation: evaluationSchema },
  'common-disease-classification': { labels: commonLabelsSchema, evaluation: commonEvaluationSchema },
} as const;

function summary(model: ListedPackage) {
  if ('problem' in model) return { id: model.family, problem: model.problem };
  const { version, title, task } = model.manifest;
  return { id: model.family, version, title, task };
}

async function description(model: ListedPackage) {
  if ('problem' in model) return summary(model);
  const { dir, manifest } = model;
  // Rules have neither diagnoses to rank nor an evaluation: their examples are their tests.
  if (manifest.task === 'guideline-criteria') return { ...summary(model), manifest };
  const schemas = schemasOf[manifest.task];
  const [{ diagnoses }, evaluation] = await Promise.all([
    readPackageJson(dir, packageFiles.labels, schemas.labels),
    readPackageJson(dir, packageFiles.evaluation, schemas.evaluation),
  ]);
  return { ...summary(model), diagnoses: diagnoses.length, manifest, evaluation };
}
