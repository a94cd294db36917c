type Bytes = Uint8Array<ArrayBuffer>;

export type InflateResult =
  | { readonly ok: true; readonly bytes: Bytes }
  | { readonly ok: false; readonly kind: 'malformed' | 'too-large' };

/** Small enough that one slice of a bomb unfolds into little more than a megabyte before it is counted. */
const sliceBytes = 1024;

/** The bytes slice by slice, as they are asked for. */
export function* slices(bytes: Bytes): Generator<Bytes> {
  for (let offset = 0; offset < bytes.length; offset += sliceBytes) yield bytes.subarray(offset, offset + sliceBytes);
}

/** Writes one slice after the other; asks for the next only when the stream has taken the last. */
async function feed(writable: WritableStream<BufferSource>, source: Iterable<Bytes>): Promise<void> {
  const writer = writable.getWriter();
  for (const slice of source) {
    await writer.ready;
    await writer.write(slice);
  }
  await writer.close();
}

/** The stream's bytes in one piece; `null` once there are more than `limit`: the rest is then never asked for. */
async function collect(readable: ReadableStream<Uint8Array>, limit: number): Promise<Bytes | null> {
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > limit) {
      // What the cancelled stream still has to say is of no interest, nor is its refusal to be cancelled.
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(total);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

async function transform(
  stream: { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<BufferSource> },
  source: Iterable<Bytes>,
  limit: number,
): Promise<Bytes | null> {
  const feeding = feed(stream.writable, source);
  // Where the reading side fails or stops, the writing side is refused too: its refusal says nothing new.
  feeding.catch(() => undefined);
  const bytes = await collect(stream.readable, limit);
  if (bytes !== null) await feeding;
  return bytes;
}

/** Compresses by raw deflate (RFC 1951), with the platform's own implementation. */
export async function deflate(bytes: Bytes): Promise<Bytes> {
  const compressed = await transform(new CompressionStream('deflate-raw'), slices(bytes), Number.POSITIVE_INFINITY);
  return compressed ?? new Uint8Array();
}

/**
 * Undoes raw deflate. Stops with `too-large` as soon as more than `limit` bytes have come out, whatever is still to come;
 * `malformed` where the bytes are no deflate stream or end too early.
 */
export async function inflate(source: Iterable<Bytes>, limit: number): Promise<InflateResult> {
  try {
    const bytes = await transform(new DecompressionStream('deflate-raw'), source, limit);
    return bytes === null ? { ok: false, kind: 'too-large' } : { ok: true, bytes };
  } catch {
    return { ok: false, kind: 'malformed' };
  }
}
