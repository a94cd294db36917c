import type { Change, MachineProfile, Plan, RebuildSummary } from '@/lib/analyzer';
import type { Analysis, BareAnalysis } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import type { BarePlan } from '@/lib/analyzer/plan/types';
import type { Project } from '@/lib/analyzer/project';

/** How a project is to be looked at. */
export interface AnalyzerRequest {
  /** ISO date as of which support ends are judged. */
  readonly today: string;
  /** What durations are relative to; `null`: the machine of the recordings. */
  readonly machine: MachineProfile | null;
}

/** What the page asks of the analyzer. In the browser it runs in a worker; tests call the analyzer directly. */
export interface AnalyzerService {
  /** Settles once the analyzer and its catalog are loaded. */
  ready(): Promise<void>;
  analyze(project: Project, request: AnalyzerRequest): Promise<Analysis>;
  /** Which steps run again after a change. */
  whatIf(project: Project, request: AnalyzerRequest, change: Change): Promise<RebuildSummary>;
  /** What to do next, best first: takes as long as some hundred analyses. */
  plan(project: Project, request: AnalyzerRequest): Promise<Plan>;
  recordedMachine(): Promise<MachineProfile>;
  baseImages(): Promise<readonly BaseImageRecord[]>;
}

/** What the worker answers: the same without the texts of rules, which it does not load; the page fills them in. */
export type WorkerService = Omit<AnalyzerService, 'analyze' | 'plan'> & {
  analyze(project: Project, request: AnalyzerRequest): Promise<BareAnalysis>;
  plan(project: Project, request: AnalyzerRequest): Promise<BarePlan>;
};

/** A running analyzer that can be stopped for good, whatever it is doing. */
export interface AnalyzerConnection {
  readonly service: AnalyzerService;
  stop(): void;
}

/** Starts an analyzer. `onBroken` is called when it cannot load or dies between answers. */
export type ConnectAnalyzer = (onBroken: (reason: string) => void) => AnalyzerConnection;
