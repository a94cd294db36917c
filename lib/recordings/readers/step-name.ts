import type { RecordedStep } from '../schema';
import { foldBlanks } from './lines';

/** A step's name as BuildKit prints it, taken apart. */
export interface StepName {
  /** The instruction, or what BuildKit says it does: `load build definition from Dockerfile`. */
  readonly name: string;
  readonly kind: RecordedStep['kind'];
  /** Number in its stage, FROM being 1. */
  readonly position: number | null;
  readonly platform: string | null;
  /** What stands before the number besides the platform: a stage, a target, or both. */
  readonly labels: readonly string[];
  /** The target, where the name tells it: `[web internal] …`. */
  readonly target: string | null;
}

const platformName = /^(?:linux|windows|darwin|freebsd|wasi|js)\/[\w./>-]+$/;

/** Takes apart `[web linux/arm64 build 2/7] RUN …`. Any text is a name. */
export function readStepName(text: string): StepName {
  const folded = foldBlanks(text);
  const bracket = /^\[([^\]]{1,300})\]\s*/.exec(folded);
  const rest = bracket === null ? folded : folded.slice(bracket[0].length);
  const words = bracket?.[1]?.split(' ') ?? [];
  const last = words.at(-1) ?? '';
  const counter = /^(\d{1,5})\/\d{1,5}$/.exec(last);
  const marked = counter !== null || last === 'internal' || last === 'auth';
  const before = marked ? words.slice(0, -1) : words;
  const platform = before.find((word) => platformName.test(word)) ?? null;
  const labels = before.filter((word) => word !== platform);
  const internal = last === 'internal' || last === 'auth';
  const name = internal ? `[${last}] ${rest}` : rest;
  return {
    name: shortenImages(name === '' ? folded : name),
    kind: kindOf(name, internal),
    position: counter?.[1] === undefined ? null : Math.max(1, Number(counter[1])),
    platform: platform === null ? null : targetPlatform(platform),
    labels,
    target: labels[0] !== undefined && (internal || counter === null) ? labels[0] : null,
  };
}

/** Of `linux/amd64->arm64`, the platform that is built for. */
function targetPlatform(platform: string): string {
  const target = platform.split('->').at(-1) ?? platform;
  return platformName.test(target) ? target : `${platform.split('/')[0]}/${target}`;
}

function kindOf(name: string, internal: boolean): RecordedStep['kind'] {
  if (/^\[auth\]|^\[internal\] load metadata|^resolve image config|^docker-image:|^\[internal\] booting/.test(name))
    return 'metadata';
  if (internal || /^(?:local|git|https?):|^load (?:build|\.docker)/.test(name)) return 'context';
  if (
    /^(?:exporting|importing to|pushing|sending|preparing build cache|writing|generating sbom|resolving provenance|naming)\b/i.test(
      name,
    )
  )
    return 'export';
  if (/^importing cache/.test(name)) return 'metadata';
  const keyword = /^[A-Za-z]+/.exec(name)?.[0].toUpperCase();
  if (keyword === 'FROM') return 'base';
  if (keyword === 'COPY' || keyword === 'ADD') return 'copy';
  if (keyword === 'WORKDIR') return 'working-directory';
  return 'run';
}

/** Image names as people write them: without the default registry and the digest. */
export function shortenImages(name: string): string {
  return name.replace(/docker\.io\/(?:library\/)?/g, '').replace(/@sha256:[0-9a-f]+/g, '');
}
