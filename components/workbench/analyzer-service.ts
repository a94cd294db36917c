import type { Analysis } from '@/lib/analyzer/analysis';
import type { BaseImageRecord } from '@/lib/analyzer/catalog/types';
import type { Project } from '@/lib/analyzer/project';

/** What the page asks of the analyzer. In the browser it runs in a worker; tests call the analyzer directly. */
export interface AnalyzerService {
  /** Settles once the analyzer and its catalog are loaded. */
  ready(): Promise<void>;
  analyze(project: Project, today: string): Promise<Analysis>;
  baseImages(): Promise<readonly BaseImageRecord[]>;
}

/** A running analyzer that can be stopped for good, whatever it is doing. */
export interface AnalyzerConnection {
  readonly service: AnalyzerService;
  stop(): void;
}

/** Starts an analyzer. `onBroken` is called when it cannot load or dies between answers. */
export type ConnectAnalyzer = (onBroken: (reason: string) => void) => AnalyzerConnection;
