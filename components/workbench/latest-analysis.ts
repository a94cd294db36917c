import type { Analysis } from '@/lib/analyzer/analysis';
import type { Project } from '@/lib/analyzer/project';
import type { AnalyzerConnection, AnalyzerRequest, AnalyzerService, ConnectAnalyzer } from './analyzer-service';

export interface LatestAnalysisOptions {
  readonly connect: ConnectAnalyzer;
  /** How projects are looked at, as of now. */
  readonly request: () => AnalyzerRequest;
  readonly onResult: (project: Project, analysis: Analysis) => void;
  readonly onFailure: (sentence: string) => void;
  /** Milliseconds after which an analyzer that does not answer is replaced. */
  readonly patience?: number;
  /** Milliseconds that it may take to load. */
  readonly loadingPatience?: number;
}

const sentences = {
  silent:
    'The analyzer did not answer within 5 seconds and was started again. Your files are safe; edit once more to get new figures.',
  loading:
    'The analyzer could not be loaded. Your files are safe; check the connection, then edit once more or reload the page.',
  broken: (reason: string) =>
    `The analyzer stopped (${reason}). Your files are safe; the figures are those of an earlier version until your next edit.`,
};

const longestLoading = 60_000;

/** The answer; `null` where there is an error, or none after so many milliseconds: a stopped worker never answers. */
export async function answerInTime<Answer>(answer: Promise<Answer>, patience: number): Promise<Answer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Analyses the newest project and nothing else: while the analyzer is busy, a newer request takes the place of the one
 * that waits, so that there is never a queue. An analyzer that hangs or dies is replaced; the project that did it is not
 * tried again, a newer one is.
 */
export class LatestAnalysis {
  readonly #options: LatestAnalysisOptions;
  #connection: AnalyzerConnection | null = null;
  #loaded = false;
  #running: Project | null = null;
  #waiting: Project | null = null;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LatestAnalysisOptions) {
    this.#options = options;
  }

  /** Loads the analyzer ahead of the first request. */
  warm(): void {
    if (!this.#connection) this.#connect();
  }

  request(project: Project): void {
    this.#waiting = project;
    this.#next();
  }

  /** Asks something else of the analyzer; `null` where it does not answer in time. */
  async ask<Answer>(question: (service: AnalyzerService) => Promise<Answer>): Promise<Answer | null> {
    const { service } = this.#connection ?? this.#connect();
    return answerInTime(question(service), this.#options.loadingPatience ?? longestLoading);
  }

  /** Stops the analyzer and forgets what waits. `warm` or `request` start it again. */
  stop(): void {
    clearTimeout(this.#watchdog);
    this.#connection?.stop();
    this.#connection = null;
    this.#loaded = false;
    this.#running = null;
    this.#waiting = null;
  }

  #connect(): AnalyzerConnection {
    const connection: AnalyzerConnection = this.#options.connect((reason) => {
      if (this.#connection === connection) this.#replace(this.#loaded ? sentences.broken(reason) : sentences.loading);
    });
    this.#connection = connection;
    this.#loaded = false;
    this.#watch(this.#options.loadingPatience ?? longestLoading, sentences.loading);
    connection.service.ready().then(
      () => {
        if (this.#connection !== connection) return;
        clearTimeout(this.#watchdog);
        this.#loaded = true;
        this.#next();
      },
      () => {
        if (this.#connection === connection) this.#replace(sentences.loading);
      },
    );
    return connection;
  }

  #next(): void {
    if (this.#running || !this.#waiting) return;
    const connection = this.#connection ?? this.#connect();
    if (!this.#loaded) return;
    const project = this.#waiting;
    this.#waiting = null;
    this.#running = project;
    this.#watch(this.#options.patience ?? 5_000, sentences.silent);
    connection.service.analyze(project, this.#options.request()).then(
      (analysis) => {
        if (this.#connection !== connection) return;
        this.#finish();
        this.#options.onResult(project, analysis);
        this.#next();
      },
      (error: unknown) => {
        if (this.#connection !== connection) return;
        this.#finish();
        this.#options.onFailure(sentences.broken(messageOf(error)));
        this.#next();
      },
    );
  }

  #finish(): void {
    clearTimeout(this.#watchdog);
    this.#running = null;
  }

  #watch(milliseconds: number, sentence: string): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#replace(sentence), milliseconds);
  }

  /** Ends the analyzer at hand. A new one starts at once only if a newer project than the one that failed waits. */
  #replace(sentence: string): void {
    const loaded = this.#loaded;
    const waiting = this.#waiting;
    this.stop();
    this.#options.onFailure(sentence);
    if (waiting && loaded) this.request(waiting);
  }
}
