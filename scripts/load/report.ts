/** What a scenario found: figures to read, and what has to hold. */
export class Report {
  readonly #name: string;
  #failed = false;

  constructor(name: string) {
    this.#name = name;
    process.stdout.write(`\n${name}\n`);
  }

  figure(what: string, value: string): void {
    process.stdout.write(`  ${what.padEnd(52)} ${value}\n`);
  }

  /** A condition of the issue; the program fails where one does not hold. */
  check(what: string, holds: boolean, value: string): void {
    this.figure(`${holds ? 'ok    ' : 'FAILED'} ${what}`, value);
    if (!holds) this.#failed = true;
  }

  get failed(): boolean {
    return this.#failed;
  }

  get name(): string {
    return this.#name;
  }
}

/** The value below which that share of the sorted values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
