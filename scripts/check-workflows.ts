import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

/**
 * Prints, as a JSON list, what GitHub's own parser has against the workflows of a folder: members, values, expressions.
 * A program of its own: the parser imports JSON in a way that Node itself refuses.
 */
const [folder = '.github/workflows'] = process.argv.slice(2);

const problems: string[] = [];
for (const name of readdirSync(folder).sort()) {
  const content = readFileSync(join(folder, name), 'utf8');
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  problems.push(...context.errors.getErrors().map(({ message }) => message));
}
console.log(JSON.stringify(problems));
