import { z } from 'zod';
import { fhir, json } from '../http/openapi/body.ts';
import type { Described } from '../http/openapi/operation.ts';
import { exampleSchema } from './example-library.ts';

const tag = 'The local page';

/** What the document says of the page's own routes, which are not of the table. Its assets are files and no interface. */
export const pageOperations: readonly Described[] = [
  {
    method: 'GET',
    path: '/',
    open: true,
    operation: {
      id: 'page',
      tag,
      summary: 'The physician’s page: an EHR in small.',
      answer: [{ type: 'text/html', shape: { type: 'string' } }],
    },
  },
  {
    method: 'GET',
    path: '/examples',
    open: true,
    operation: {
      id: 'listExamples',
      tag,
      summary: 'The example patients, with where their findings were published.',
      answer: [json('Examples', z.strictObject({ examples: z.array(exampleSchema) }))],
    },
  },
  {
    method: 'GET',
    path: '/examples/:id',
    open: true,
    operation: {
      id: 'readExample',
      tag,
      summary: 'The record of one.',
      parameters: [{ name: 'id', in: 'path', description: 'Id of an example.', example: 'tall-boy-lens' }],
      answer: [fhir('Bundle')],
      refusals: ['ROUTE_UNKNOWN'],
    },
  },
];
