/** Manifests of 20,000 files come to some megabytes; nothing that is read whole is larger. */
const largest = 64 * 1024 * 1024;

/**
 * The body of an answer as text.
 * @throws Error when it breaks off, or is larger than 64 MiB
 */
export async function responseText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largest) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
