import { execFileSync, spawn, spawnSync } from 'node:child_process';
import os from 'node:os';
import type { Recording } from '@/lib/recordings/schema';

/** What one `docker build` printed and how long it took. */
export interface BuildOutput {
  /** Log of `--progress=plain`. */
  readonly log: string;
  /** Wall clock. */
  readonly seconds: number;
  readonly succeeded: boolean;
}

/** What a build is asked for. */
export interface BuildRequest {
  readonly folder: string;
  /** The Dockerfile's path, in the folder or elsewhere. */
  readonly dockerfile: string;
  readonly tag: string;
  readonly noCache?: boolean;
  readonly buildArguments?: Readonly<Record<string, string>>;
  readonly target?: string;
}

const longestOutput = 64_000_000;

/** A Docker engine, by way of its command-line client. */
export class Engine {
  constructor(
    private readonly program: string,
    private readonly network: string,
  ) {}

  /** Why no build can be made, as sentences that say what to do; `null` where one can. */
  explainAbsence(): string | null {
    const result = spawnSync(this.program, ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' });
    if (result.status === 0) return null;
    const missing = result.error !== undefined && 'code' in result.error && result.error.code === 'ENOENT';
    return missing
      ? `There is no program "${this.program}" on this machine. The recorder needs Docker 20.10 or newer to run real builds; install Docker Engine or Docker Desktop, or name another program with --docker.`
      : `"${this.program}" does not reach an engine:\n${(result.stderr || String(result.error ?? '')).trim()}\nStart the engine (Docker Desktop, or \`systemctl start docker\`), or see that you may use its socket, and try again.`;
  }

  /** Runs the client; its standard output. Throws where it fails. */
  run(...parts: readonly string[]): string {
    return execFileSync(this.program, parts, {
      encoding: 'utf8',
      maxBuffer: longestOutput,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs one build; one that fails is a result too. */
  async build({ folder, dockerfile, tag, noCache, buildArguments = {}, target }: BuildRequest): Promise<BuildOutput> {
    const options = [
      ...(noCache === true ? ['--no-cache'] : []),
      ...Object.entries(buildArguments).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      ...(target === undefined ? [] : ['--target', target]),
    ];
    const started = performance.now();
    const child = spawn(
      this.program,
      ['build', '--progress=plain', '--network', this.network, '--tag', tag, '--file', dockerfile, ...options, folder],
      { env: { ...process.env, DOCKER_BUILDKIT: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const parts: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => parts.push(part));
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const seconds = (performance.now() - started) / 1000;
    return { log: Buffer.concat(parts).toString('utf8'), seconds, succeeded: status === 0 };
  }

  /** Whether it has an image of that name. */
  has(image: string): boolean {
    return spawnSync(this.program, ['image', 'inspect', image], { stdio: 'ignore' }).status === 0;
  }

  /** Whether dpkg of an image unpacks documentation; the official slim images tell it not to. */
  keepsDocumentation(image: string): boolean {
    const question = 'test -d /etc/dpkg && ! grep -rqs path-exclude /etc/dpkg/dpkg.cfg.d';
    const parts = ['run', '--rm', '--network', 'none', '--entrypoint', 'sh', image, '-c', question];
    return spawnSync(this.program, parts, { stdio: 'ignore' }).status === 0;
  }

  /** Pulls an image that is not there; one that cannot be pulled is left to the build to complain of. */
  fetch(image: string): void {
    if (!this.has(image)) spawnSync(this.program, ['pull', '--quiet', image], { stdio: 'ignore' });
  }

  /** Version, storage driver and machine: phrases for people. A store of containerd names its snapshotter. */
  describe(): {
    readonly phrases: readonly string[];
    readonly store: 'classic' | 'containerd';
    readonly platform: string;
  } {
    const version = this.run('version', '--format', '{{.Server.Version}}').trim().split('+')[0];
    const driver = this.run('info', '--format', '{{.Driver}}').trim();
    const status = this.run('info', '--format', '{{json .DriverStatus}}');
    const containerd = status.includes('io.containerd.snapshotter');
    const platform = `linux/${os.arch() === 'x64' ? 'amd64' : os.arch()}`;
    return {
      store: containerd ? 'containerd' : 'classic',
      platform,
      phrases: [
        `Docker Engine ${version} with BuildKit, ${driver} ${containerd ? 'snapshotter of the containerd store' : 'storage'}`,
        `${platform}, ${os.cpus().length} processors, ${Math.round(os.totalmem() / 1e9)} GB of memory`,
      ],
    };
  }

  /** Starts a container without network, watches it for some seconds and takes it away again. */
  async start(tag: string, watchSeconds: number): Promise<NonNullable<Recording['starts']>> {
    const started = performance.now();
    let id = '';
    try {
      id = this.run('create', '--network', 'none', tag).trim();
      this.run('start', id);
    } catch (error) {
      // An image whose command cannot even be started makes the engine refuse; that is a result.
      if (id !== '') spawnSync(this.program, ['rm', '--force', id]);
      return { outcome: 'fails', waitedSeconds: 0, output: lastLines(messageOf(error)) };
    }
    try {
      let state = { Running: true, ExitCode: 0 };
      while (state.Running && performance.now() - started < watchSeconds * 1000) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        state = JSON.parse(this.run('inspect', '--format', '{{json .State}}', id));
      }
      const logs = spawnSync(this.program, ['logs', '--tail', '8', id], { encoding: 'utf8' });
      return {
        outcome: state.Running ? 'keeps running' : state.ExitCode === 0 ? 'exits' : 'fails',
        ...(state.Running ? {} : { exitCode: state.ExitCode }),
        waitedSeconds: Math.round((performance.now() - started) / 100) / 10,
        output: lastLines(`${logs.stdout}${logs.stderr}`),
      };
    } finally {
      spawnSync(this.program, ['rm', '--force', id]);
    }
  }
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error) return String(error.stderr).trim();
  return String(error);
}

function lastLines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-8)
    .map((line) => line.slice(0, 300));
}
