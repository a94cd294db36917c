/** One entry of an image's history: an instruction and the bytes of its layer. */
export interface HistoryEntry {
  /** As Docker notes it: `RUN /bin/sh -c … # buildkit`, `COPY requirements.txt . # buildkit`. */
  readonly createdBy: string;
  /** Unpacked, classic store; 0 where the instruction makes no layer. */
  readonly bytes: number;
}

/**
 * Reads `docker history --no-trunc --human=false --format '{{json .}}'`: one JSON object a line, newest first.
 * Throws where a line is not of that form: it is the output of a program, not a person's input.
 */
export function readHistory(text: string): readonly HistoryEntry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const entry: unknown = JSON.parse(line);
      if (typeof entry !== 'object' || entry === null || !('CreatedBy' in entry) || !('Size' in entry)) {
        throw new Error(`not an entry of docker history: ${line.slice(0, 120)}`);
      }
      const bytes = Number(entry.Size);
      if (!Number.isSafeInteger(bytes) || bytes < 0) {
        throw new Error(`docker history printed ${String(entry.Size)} as a size; call it with --human=false`);
      }
      return { createdBy: String(entry.CreatedBy), bytes };
    });
}

/**
 * Bytes of the layers that the instructions of the last stage made, in their order. Every instruction after FROM, those
 * that make no layer included, has one entry; `instructions` is their number.
 */
export function layerBytes(history: readonly HistoryEntry[], instructions: number): readonly number[] {
  return history
    .slice(0, instructions)
    .map((entry) => entry.bytes)
    .reverse();
}
