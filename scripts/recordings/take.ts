import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { summariseLayer } from '@/lib/recordings/layer-contents';
import type { RecordedContent, Recording } from '@/lib/recordings/schema';
import { applyToFolder, type Edit, isRepeatable } from './edits';
import type { BuildOutput, Engine } from './engine';
import { readSavedLayers } from './image-layers.mjs';
import type { BuildSpec } from './spec';
import {
  freshenImages,
  listImages,
  nameOfficialImages,
  placeStandIns,
  removeFreshImages,
  type StandIns,
} from './stand-ins';

/** How builds are made. */
export interface TakeOptions {
  /** Builds of each kind. */
  readonly repeat: number;
  /** Empties the build cache before every cold build, so that base images are fetched again. */
  readonly prune: boolean;
  /** Seconds that a container is watched; `null`: it is not started. */
  readonly watch: number | null;
  /** Saves the image to sum what its layers hold. */
  readonly contents: boolean;
  /** Builds on copies of the base images that no cache knows. */
  readonly fresh: boolean;
  /** Environment variables of the fresh copies: what builds need on this machine. */
  readonly environment: readonly string[];
  /** Builds again without change and after each edit, too. */
  readonly rebuilds: boolean;
}

/** Everything that one build and its edits gave, as printed: what recordings and truths are made of. */
export interface Take {
  readonly spec: Omit<BuildSpec, 'compose'>;
  readonly engine: ReturnType<Engine['describe']>;
  readonly options: TakeOptions;
  readonly dockerfile: string;
  readonly bases: readonly TakenBase[];
  readonly cold: readonly BuildOutput[];
  /** `null` where the build failed. */
  readonly image: TakenImage | null;
  readonly rebuilds: readonly TakenRebuild[];
}

export interface TakenBase {
  readonly image: string;
  readonly bytes: number;
  /** dpkg unpacks documentation there. */
  readonly documentation: boolean;
  /** Every OS package in it, where that was asked. */
  readonly packages?: readonly string[];
}

export interface TakenImage {
  readonly size: number;
  /** `docker history --no-trunc --human=false --format '{{json .}}'`. */
  readonly history: string;
  readonly inspection: string;
  /** `docker images`, of a containerd store. */
  readonly listing: string;
  readonly starts: Recording['starts'] | null;
  readonly contents: readonly (RecordedContent & { readonly compressedBytes?: number })[] | null;
}

export interface TakenRebuild {
  /** `null`: built again without any change. */
  readonly edit: Edit | null;
  /** The Dockerfile after the edit. */
  readonly dockerfile: string;
  readonly builds: readonly BuildOutput[];
}

/** One build with its context in a folder of its own. */
class Taking {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'layerwise-record-'));
  readonly #scratch = mkdtempSync(path.join(os.tmpdir(), 'layerwise-record-'));
  readonly #tag = `layerwise-record:${randomBytes(6).toString('hex')}`;
  #standIns: StandIns;

  constructor(
    private readonly spec: BuildSpec,
    private readonly engine: Engine,
    private readonly options: TakeOptions,
  ) {
    this.#standIns = spec.standIns;
  }

  async take(): Promise<Take> {
    const { engine, options, spec } = this;
    try {
      spec.compose(this.#folder);
      const dockerfile = this.#readDockerfile();
      const images = listImages(dockerfile);
      // Times are to tell of the steps; the pull is part of them only where the cache is emptied before.
      if (!options.prune) for (const image of images) engine.fetch(spec.standIns[image] ?? image);
      if (options.fresh)
        this.#standIns = await freshenImages(images, spec.standIns, engine, this.#scratch, options.environment);
      const bases = images.flatMap((image) => this.#measureBase(image));
      const cold: BuildOutput[] = [];
      for (let count = 0; count < options.repeat; count++) {
        if (options.prune) engine.run('builder', 'prune', '--all', '--force');
        cold.push(await this.#build(null, true));
        if (cold.at(-1)?.succeeded === false) break;
      }
      const built = cold.at(-1)?.succeeded === true;
      // All of the image as the cold builds made it: the edits below make others.
      const image = built ? await this.#readImage() : null;
      const rebuilds = built && options.rebuilds ? await this.#rebuild() : [];
      const { compose: _, ...said } = spec;
      return { spec: said, engine: engine.describe(), options, dockerfile, bases, cold, image, rebuilds };
    } finally {
      for (const made of [this.#folder, this.#scratch]) rmSync(made, { recursive: true, force: true });
      removeFreshImages(this.#standIns, engine);
      if (engine.has(this.#tag)) engine.run('image', 'rm', '--force', this.#tag);
    }
  }

  #readDockerfile(): string {
    return readFileSync(path.join(this.#folder, 'Dockerfile'), 'utf8');
  }

  #measureBase(image: string): TakenBase[] {
    const local = this.#standIns[image] ?? image;
    if (!this.engine.has(local)) return [];
    const bytes = Number(this.engine.run('image', 'inspect', '--format', '{{.Size}}', local).trim());
    return [{ image, bytes, documentation: this.engine.keepsDocumentation(local) }];
  }

  async #build(edit: Edit | null, cold = false): Promise<BuildOutput> {
    const dockerfile = path.join(this.#scratch, 'Dockerfile');
    writeFileSync(dockerfile, placeStandIns(this.#readDockerfile(), this.#standIns));
    const target = edit?.target ?? this.spec.target;
    const output = await this.engine.build({
      folder: this.#folder,
      dockerfile,
      tag: this.#tag,
      noCache: cold || edit?.noCache === true,
      buildArguments: edit?.buildArguments ?? this.spec.buildArguments,
      ...(target === null ? {} : { target }),
    });
    return { ...output, log: nameOfficialImages(output.log, this.#standIns) };
  }

  async #rebuild(): Promise<TakenRebuild[]> {
    const rebuilds = [{ edit: null, dockerfile: this.#readDockerfile(), builds: await this.#buildTimes(null) }];
    const taken: TakenRebuild[] = rebuilds;
    for (const edit of this.spec.edits) {
      const builds: BuildOutput[] = [];
      let dockerfile = '';
      const times = isRepeatable(edit) ? this.options.repeat : 1;
      for (let count = 0; count < times; count++) {
        const undo = applyToFolder(this.#folder, edit, randomBytes(8).toString('hex'));
        dockerfile = this.#readDockerfile();
        builds.push(await this.#build(edit));
        undo();
      }
      taken.push({ edit, dockerfile, builds });
    }
    return taken;
  }

  async #buildTimes(edit: Edit | null): Promise<BuildOutput[]> {
    const builds: BuildOutput[] = [];
    for (let count = 0; count < this.options.repeat; count++) builds.push(await this.#build(edit));
    return builds;
  }

  async #readImage(): Promise<TakenImage> {
    const { engine, options } = this;
    const tag = this.#tag;
    return {
      size: Number(engine.run('image', 'inspect', '--format', '{{.Size}}', tag).trim()),
      history: engine.run('history', '--no-trunc', '--human=false', '--format', '{{json .}}', tag),
      inspection: engine.run('image', 'inspect', tag),
      listing: engine.run('images', '--format', '{{json .}}', tag),
      starts: options.watch === null ? null : await engine.start(tag, options.watch),
      contents: options.contents ? this.#readContents() : null,
    };
  }

  /** What each layer holds, by way of a saved copy of the image in the temporary folder. */
  #readContents(): TakenImage['contents'] {
    const file = path.join(this.#scratch, 'image.tar');
    this.engine.run('save', '--output', file, this.#tag);
    try {
      return readSavedLayers(file).map(({ createdBy, files }) => summariseLayer(createdBy, files));
    } finally {
      rmSync(file, { force: true });
    }
  }
}

/**
 * Builds cold, again without change, and after each edit; starts the image; reads what it holds. A cold build that fails
 * is taken as it is, without edits. Throws where the engine itself fails or an edit does not fit the files.
 */
export function takeBuild(spec: BuildSpec, engine: Engine, options: TakeOptions): Promise<Take> {
  return new Taking(spec, engine, options).take();
}
