import type { Change, MachineProfile, Plan, RebuildSummary } from '@/lib/analyzer';
import type { Analysis } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import type { Project } from '@/lib/analyzer/project';
import { loadMachine, saveMachine } from '@/lib/storage/machine';
import type { AnalyzerRequest } from './analyzer-service';
import { LatestAnalysis } from './latest-analysis';
import { PlanDesk } from './plan-desk';
import type { WorkbenchSurroundings } from './surroundings';

interface DeskEvents {
  readonly onResult: (project: Project, analysis: Analysis) => void;
  readonly onFailure: (sentence: string) => void;
}

/** Where the page asks: analyses of the newest files, plans beside them, and for which machine. */
export class AnalyzerDesk {
  readonly #today: string;
  readonly #surroundings: WorkbenchSurroundings;
  readonly #analyses: LatestAnalysis;
  readonly #plans: PlanDesk;
  #machine: MachineProfile | null = null;

  constructor(today: string, surroundings: WorkbenchSurroundings, events: DeskEvents) {
    this.#today = today;
    this.#surroundings = surroundings;
    this.#plans = new PlanDesk(surroundings.connectAnalyzer);
    this.#analyses = new LatestAnalysis({
      connect: surroundings.connectAnalyzer,
      request: () => this.#request(),
      ...events,
    });
  }

  /** The machine that was chosen on this browser; `null`: that of the recordings. */
  restoreMachine(): MachineProfile | null {
    this.#machine = loadMachine(this.#surroundings.storage);
    return this.#machine;
  }

  chooseMachine(machine: MachineProfile | null): void {
    this.#machine = machine;
    saveMachine(this.#surroundings.storage, machine);
  }

  request(project: Project): void {
    this.#analyses.request(project);
  }

  /** Analyses a project aside, not as the newest one. */
  analyze(project: Project): Promise<Analysis | null> {
    return this.#analyses.ask((service) => service.analyze(project, this.#request()));
  }

  warm(): void {
    this.#analyses.warm();
  }

  stop(): void {
    this.#analyses.stop();
    this.#plans.stop();
  }

  async baseImages(): Promise<readonly BaseImageRecord[]> {
    return (await this.#analyses.ask((service) => service.baseImages())) ?? [];
  }

  recordedMachine(): Promise<MachineProfile | null> {
    return this.#analyses.ask((service) => service.recordedMachine());
  }

  whatIf(project: Project, change: Change): Promise<RebuildSummary | null> {
    return this.#analyses.ask((service) => service.whatIf(project, this.#request(), change));
  }

  plan(project: Project): Promise<Plan | null> {
    return this.#plans.plan(project, this.#request());
  }

  #request(): AnalyzerRequest {
    return { today: this.#today, machine: this.#machine };
  }
}
