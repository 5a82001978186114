#!/usr/bin/env node
// Asks a running server as an EHR does when a chart is opened, with one of the example patients, and prints the cards.
//   node scripts/first-card.mjs [http://127.0.0.1:3000 [fhir-profiles/examples/tall-boy-lens.json]]
// Fails unless there is a card.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFor } from '../web/cds-client.js';
import { readChart } from '../web/chart.js';

const example = join(import.meta.dirname, '..', 'fhir-profiles', 'examples', 'tall-boy-lens.json');
const [url = 'http://127.0.0.1:3000', file = example] = process.argv.slice(2);

const { services } = await json('/cds-services');
const service = services.find(({ hook }) => hook === 'patient-view');
const { cards } = await json(`/cds-services/${service.id}`, callFor(service, readChart(readFileSync(file, 'utf8'))));
for (const { summary, source } of cards) console.log(`card: ${summary} (${source.label})`);
if (cards.length === 0) {
  console.error('The server answered without a card.');
  process.exitCode = 1;
}

async function json(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(new URL(path, url), body && { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
