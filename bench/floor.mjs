// The floor: a bare Express handler that parses the same JSON, runs the same ONNX session on the same row, and answers
// 4 KB. FLOOR_INPUT names the JSON file that floor-input.ts writes. What a service does beyond this is its own.
import { readFileSync } from 'node:fs';
import express from 'express';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const { modelFile, nodes, coefficients, width } = JSON.parse(readFileSync(process.env.FLOOR_INPUT, 'utf8'));
const session = await InferenceSession.create(modelFile, { intraOpNumThreads: 1, logSeverityLevel: 4 });
const feeds = {
  nodes: new Tensor('int64', BigInt64Array.from(nodes, BigInt), [1, nodes.length]),
  coefficients: new Tensor('float32', Float32Array.from(coefficients), [1, nodes.length, width]),
  support: new Tensor('int64', BigInt64Array.of(1n), [1]),
};
const answer = { cards: ['x'.repeat(4096)] };

const app = express();
app.get('/', (_request, response) => response.json(answer));
app.post('/', express.json({ limit: '64mb' }), async (_request, response) => {
  await session.run(feeds);
  response.json(answer);
});
app.listen(Number(process.env.PORT), '127.0.0.1');
