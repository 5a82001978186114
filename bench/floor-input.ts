import { writeFileSync } from 'node:fs';
import { modelsDir } from '../src/config/paths.ts';
import type { SparseRow } from '../src/features/term-vector.ts';
import { openServing } from '../src/serving.ts';

const family = 'rare-disease';

/** Writes what the floor needs to run the session as a call does: the model's file, and the row that the call's patient makes. */
export async function writeFloorInput(call: string, file: string): Promise<void> {
  const { context, prefetch } = JSON.parse(call);
  const rows: SparseRow[] = [];
  const serving = await openServing(
    { MODELS_DIR: modelsDir },
    {
      observe: (inference) => ({
        ...inference,
        score(asked, options) {
          rows.push(...asked);
          return inference.score(asked, options);
        },
      }),
    },
  );
  try {
    await serving.assessor.assess({
      entrance: 'hook',
      patientId: context.patientId,
      prefetch,
      queries: {},
      model: family,
    });
    const model = serving.models.get(family);
    // The patient comes first; what follows explains.
    const [row] = rows;
    if (!model || !row) throw new Error('the benchmark patient is not scored');
    const { modelFile, vocabulary } = model.package;
    writeFileSync(
      file,
      JSON.stringify({
        modelFile,
        nodes: Array.from(row.nodes),
        coefficients: Array.from(row.coefficients),
        width: vocabulary.channels.length,
      }),
    );
  } finally {
    await serving.close();
  }
}
