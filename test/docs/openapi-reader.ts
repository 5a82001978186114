import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Content = Readonly<
  Record<string, { readonly schema: object; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
>;

/** An operation of the document, as far as the tests read it. */
export interface ReadOperation {
  readonly method: string;
  readonly path: string;
  readonly security: readonly object[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly example?: string;
    readonly required: boolean;
  }[];
  /** Label, media type and body of each example. */
  readonly examples: readonly (readonly [label: string, type: string, body: unknown])[];
  /** Whether the document declares this answer: its status, its media type and the schema of its body. */
  judge(status: number, type: string, body: unknown): readonly string[];
  /** Whether a body is as the request's schema has it. */
  accepts(type: string, body: unknown): readonly string[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, RawResponse>> };
}
interface RawResponse {
  readonly $ref?: string;
  readonly content?: Content;
}
interface RawOperation {
  readonly security: readonly object[];
  readonly parameters?: ReadOperation['parameters'];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, RawResponse>>;
}

/** The operations of an OpenAPI 3.1 document, with judges made of its own schemas. */
export function readOperations(document: Document): readonly ReadOperation[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
  const problems = (schema: object, body: unknown) => {
    const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/'));
    const validate: ValidateFunction = ajv.compile(local);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
  const resolved = (response: RawResponse | undefined) =>
    response?.$ref ? document.components.responses[response.$ref.split('/').at(-1)!] : response;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): ReadOperation => {
      const content = operation.requestBody?.content ?? {};
      return {
        method: method.toUpperCase(),
        path,
        security: operation.security,
        parameters: operation.parameters ?? [],
        examples: Object.entries(content).flatMap(([type, { examples = {} }]) =>
          Object.entries(examples).map(([label, { value }]) => [label, type, value] as const),
        ),
        judge(status, type, body) {
          const response = resolved(operation.responses[status]);
          if (!response) return [`${status} is not declared`];
          if (!response.content)
            return type === '' ? [] : [`${status} is declared without a body, and came as ${type}`];
          const declared = response.content[type];
          return declared ? problems(declared.schema, body) : [`${type} is not declared for ${status}`];
        },
        accepts: (type, body) => (content[type] ? problems(content[type].schema, body) : [`${type} is not declared`]),
      };
    }),
  );
}
