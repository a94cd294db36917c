const lookedAt = 20_000;

/** One telling line of each form that `readPasted` reads. Each is anchored and of bounded length. */
const telling =
  /^(?:.{0,60}[\sZ|])?(?:#\d{1,5} (?:\[[^\]]{1,200}\] ?\S|exporting to |DONE \d)|\[\+\] Building \d|Step \d{1,4}\/\d{1,4} ?: [A-Z]|(?:\[\d+\/\d+\] )?STEP \d{1,4}(?:\/\d{1,4})?: [A-Z]|=> (?:CACHED )?\[[^\]]{1,200}\] )/m;
const tables =
  /^(?:IMAGE\s+CREATED\s+CREATED BY\s+SIZE|REPOSITORY\s+TAG\s+(?:DIGEST\s+)?IMAGE ID|\s*IMAGE\s+ID\s+DISK USAGE|ID\s+RECLAIMABLE\s+SIZE)/m;
const documents = /"(?:vertexes|CreatedBy|RootFS|RepoTags|Reclaimable)"\s*:/;
/** A recording that was exported from here. */
const exported = /^\s*\{\s*"product": ?"layerwise",\s*"kind": ?"recording"/;

/**
 * Whether a text looks like what a build printed, what Docker tells of an image or an exported recording, by its first 20,000 characters: cheap, so
 * that every paste can be asked. `readPasted` decides for good.
 */
export function looksLikeBuildOutput(text: string): boolean {
  const head = text.slice(0, lookedAt);
  // A Dockerfile may quote such a line in a comment or a heredoc; its own first instruction tells.
  if (/^(?:\s*#(?!\d)[^\n]*\n|\s*\n)*\s*(?:FROM|ARG)\s+\S/i.test(head)) return false;
  if (exported.test(head)) return true;
  return telling.test(head) || tables.test(head) || (/^\s*[[{]/.test(head) && documents.test(head));
}
