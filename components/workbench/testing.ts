import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AnalyzeOptions, analyze, plan, recordedMachine, whatIf } from '@/lib/analyzer';
import { type Catalog, catalogSchema } from '@/lib/analyzer/catalog/types';
import type { Project } from '@/lib/analyzer/project';
import type { WorkStorage } from '@/lib/storage/work-storage';
import type { AnalyzerRequest, AnalyzerService, ConnectAnalyzer } from './analyzer-service';
import type { WorkbenchInput } from './types';

/** What tests stand on: the real analyzer and catalog, without a worker. */
export const today = '2026-11-21';

let known: Catalog | null = null;
export function testCatalog(): Catalog {
  known ??= catalogSchema.parse(
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../content/catalog.generated.json'), 'utf8')),
  );
  return known;
}

export function projectOf(dockerfile: string, others: Readonly<Record<string, string>> = {}): Project {
  const files = Object.entries({ Dockerfile: dockerfile, ...others }).map(([path, text]) => ({ path, text }));
  return { dockerfile: 'Dockerfile', files, bulk: [] };
}

export const startProject = projectOf(
  'FROM python:3.13\nCOPY . .\nRUN pip install flask\nCMD ["python", "main.py"]\n',
  {
    'main.py': 'print("hello")\n',
  },
);

export function inputOf(start: Project = startProject, version = 1): WorkbenchInput {
  return {
    scope: { kind: 'lesson', track: 'track', name: 'lesson', version },
    start,
    solution: null,
    startAnalysis: analyze(start, { catalog: testCatalog(), today }),
    today,
  };
}

function optionsOf({ today: day, machine }: AnalyzerRequest): AnalyzeOptions {
  return { catalog: testCatalog(), today: day, ...(machine && { machine }) };
}

/** The parts of an analyzer that a test does not ask. */
export const unasked: Pick<AnalyzerService, 'whatIf' | 'plan' | 'recordedMachine' | 'baseImages'> = {
  whatIf: () => Promise.reject(new Error('nobody asks')),
  plan: () => Promise.reject(new Error('nobody asks')),
  recordedMachine: () => Promise.reject(new Error('nobody asks')),
  baseImages: async () => [],
};

/** The analyzer itself, answering in the next microtask. */
export const connectDirectly: ConnectAnalyzer = () => ({
  service: {
    ready: async () => {},
    analyze: async (project, request) => analyze(project, optionsOf(request)),
    whatIf: async (project, request, change) => whatIf({ project, options: optionsOf(request) }, change),
    plan: async (project, request) => plan({ project, options: optionsOf(request) }),
    recordedMachine: async () => recordedMachine(testCatalog()),
    baseImages: async () => testCatalog().baseImages,
  },
  stop: () => {},
});

/** A storage in memory; `capacity` is the number of UTF-16 units after which it is full. */
export class MemoryStorage implements WorkStorage {
  readonly entries = new Map<string, string>();
  capacity = Number.POSITIVE_INFINITY;
  blocked = false;

  get length(): number {
    return this.entries.size;
  }
  key(index: number): string | null {
    return [...this.entries.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    this.#check();
    return this.entries.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#check();
    if (value.length > this.capacity) throw new DOMException('There is no room left.', 'QuotaExceededError');
    this.entries.set(key, value);
  }
  removeItem(key: string): void {
    this.#check();
    this.entries.delete(key);
  }
  #check(): void {
    if (this.blocked) throw new DOMException('Storage is blocked.', 'SecurityError');
  }
}
