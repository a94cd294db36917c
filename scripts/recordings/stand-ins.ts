import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from './engine';

/** Local images by the name that a Dockerfile gives the official one. */
export type StandIns = Readonly<Record<string, string>>;

const from = /^(FROM[ \t]+(?:--\S+[ \t]+)*)(\S+)/gim;

/** The images that the FROMs of a Dockerfile name, as written, without repeats; neither stages, nor scratch, nor variables. */
export function listImages(dockerfile: string): readonly string[] {
  const stages = new Set([...dockerfile.matchAll(/^FROM\s.*\sAS\s+(\S+)/gim)].map((match) => match[1]?.toLowerCase()));
  const named = [...dockerfile.matchAll(from)].flatMap((match) => match[2] ?? []);
  return [...new Set(named)].filter(
    (name) => name !== 'scratch' && !name.includes('$') && !stages.has(name.toLowerCase()),
  );
}

/** Points every FROM at the local image that stands in for the one it names. */
export function placeStandIns(dockerfile: string, standIns: StandIns): string {
  return dockerfile.replace(from, (line, head: string, image: string) =>
    standIns[image] === undefined ? line : `${head}${standIns[image]}`,
  );
}

/** Takes the stand-ins' names out of a log again. */
export function nameOfficialImages(log: string, standIns: StandIns): string {
  return Object.entries(standIns).reduce(
    (text, [official, local]) =>
      text.replaceAll(`docker.io/library/${local}`, official).replaceAll(`docker.io/${local}`, official),
    log,
  );
}

/**
 * Images that hold what the given ones hold and are new to the build cache: each has one more layer, without a file in it.
 * So nothing that an earlier recording built is found again, and what a build reuses it made itself. Environment variables
 * may be added; images that the engine has not got are left as they are.
 */
export async function freshenImages(
  images: readonly string[],
  standIns: StandIns,
  engine: Engine,
  scratch: string,
  environment: readonly string[],
): Promise<StandIns> {
  const fresh: Record<string, string> = { ...standIns };
  for (const image of images) {
    const local = standIns[image] ?? image;
    if (!engine.has(local)) continue;
    const mark = randomBytes(6);
    const tag = `layerwise-fresh:${mark.toString('hex')}`;
    const folder = path.join(scratch, mark.toString('hex'));
    mkdirSync(folder);
    const dockerfile = path.join(folder, 'Dockerfile');
    const variables = environment.map((variable) => `ENV ${variable}\n`).join('');
    // A folder's time of modification is part of a layer and counts no bytes.
    writeFileSync(
      dockerfile,
      `FROM ${local}\nUSER root\n${variables}RUN ["touch", "--date=@${mark.readUIntBE(0, 4)}.${mark.readUIntBE(4, 2)}", "/srv"]\n`,
    );
    const output = await engine.build({ folder, dockerfile, tag });
    if (!output.succeeded) throw new Error(`a fresh copy of ${local} could not be made:\n${output.log}`);
    fresh[image] = tag;
  }
  return fresh;
}

/** Removes the images that freshenImages made. */
export function removeFreshImages(fresh: StandIns, engine: Engine): void {
  for (const tag of Object.values(fresh)) {
    if (!tag.startsWith('layerwise-fresh:')) continue;
    try {
      engine.run('image', 'rm', '--force', tag);
    } catch {
      // It goes with the next prune.
    }
  }
}
