import type { Plan } from '@/lib/analyzer';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerConnection, AnalyzerRequest, ConnectAnalyzer } from './analyzer-service';
import { answerInTime } from './latest-analysis';

/** Milliseconds that a plan may take, loading included. */
const patience = 60_000;

/**
 * Makes plans in an analyzer of its own, so that an edit never waits for one. It starts with the first plan that is asked
 * for. Of several requests the newest is answered; the others get `null`.
 */
export class PlanDesk {
  readonly #connect: ConnectAnalyzer;
  #connection: AnalyzerConnection | null = null;
  #working: Promise<unknown> = Promise.resolve();
  #newest = 0;

  constructor(connect: ConnectAnalyzer) {
    this.#connect = connect;
  }

  /** `null` where a newer request took its place, or where the analyzer does not answer. */
  async plan(project: Project, request: AnalyzerRequest): Promise<Plan | null> {
    this.#newest += 1;
    const number = this.#newest;
    const before = this.#working;
    const answer = (async () => {
      await before;
      if (number !== this.#newest) return null;
      this.#connection ??= this.#connect(() => this.stop());
      const { service } = this.#connection;
      const plan = await answerInTime(service.plan(project, request), patience);
      if (plan === null) this.stop();
      return plan;
    })();
    this.#working = answer;
    const plan = await answer;
    return number === this.#newest ? plan : null;
  }

  stop(): void {
    this.#connection?.stop();
    this.#connection = null;
  }
}
