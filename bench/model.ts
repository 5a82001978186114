import { join } from 'node:path';
import type { Finding } from '../src/clinical/finding.ts';
import { modelsDir } from '../src/config/paths.ts';
import { buildTermVector } from '../src/features/term-vector.ts';
import { createEmbeddedInference } from '../src/inference/embedded.ts';
import { explain } from '../src/inference/explain.ts';
import { rankDiagnoses } from '../src/inference/rank.ts';
import { loadModelPackage, type ModelPackage } from '../src/registry/model-package.ts';

const batch = 256;
const shown = 5;

/** As many findings as a published case has in the middle. */
const [presentFindings, excludedFindings] = [9, 3];

/** Patients made of what is known of a disease, and of exclusions from the next one; every part of the list has its share. */
function patients(pkg: ModelPackage, count: number): Finding[][] {
  const described: number[][] = [];
  const step = Math.floor(pkg.diagnoses.length / (count * 4));
  for (let at = 0; described.length <= count; at += step) {
    const nodes = pkg.profiles.get(at % pkg.diagnoses.length).annotations.map(({ node }) => node);
    if (nodes.length >= presentFindings) described.push(nodes);
  }
  const finding = (status: 'present' | 'excluded') => (node: number) => {
    const term = pkg.vocabulary.ids[node]!;
    return { term, label: pkg.vocabulary.labels[node]!, status, sources: [] };
  };
  return described.slice(0, count).map((own, index) => [
    ...own.slice(0, presentFindings).map(finding('present')),
    ...described[index + 1]!.filter((node) => !own.includes(node))
      .slice(0, excludedFindings)
      .map(finding('excluded')),
  ]);
}

/** Middle of `repeats` wall times in milliseconds, after one run that does not count. */
async function median(repeats: number, run: (repeat: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat <= repeats; repeat += 1) {
    const began = performance.now();
    await run(repeat);
    if (repeat > 0) times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(repeats / 2)]!;
}

/** The rare-disease model in this process, which ONNX Runtime gives one thread. Milliseconds of wall time. */
export async function measureModel(dir = join(modelsDir, 'rare-disease')) {
  const pkg = await loadModelPackage(dir);
  const began = performance.now();
  const port = await createEmbeddedInference(pkg);
  const modelLoadMs = performance.now() - began;
  try {
    const cases = patients(pkg, batch);
    const vectors = cases.map((findings) => buildTermVector(findings, pkg.vocabulary));
    const modelBatch1Ms = await median(100, (repeat) => port.score([vectors[repeat % batch]!]));
    const modelBatch256MsPerCase = (await median(7, () => port.score(vectors))) / batch;
    const tops: number[][] = [];
    for (const vector of vectors.slice(0, 51)) {
      const scores = await port.score([vector]);
      tops.push(rankDiagnoses(scores, { top: shown }).map(({ diagnosis }) => diagnosis));
    }
    const explainFiveMs = await median(tops.length - 1, (repeat) =>
      explain({ findings: cases[repeat]!, package: pkg, port, vector: vectors[repeat]!, diagnoses: tops[repeat]! }),
    );
    return { modelLoadMs, modelBatch1Ms, modelBatch256MsPerCase, explainFiveMs };
  } finally {
    await port.close();
  }
}
