import { readDuration } from './amounts';
import type { PastedLine } from './lines';

/** What stands after, between and around the steps of a build log. */
export class Epilogue {
  error: string | null = null;
  failedName: string | null = null;
  readonly failedOutput: string[] = [];
  readonly warnings: string[] = [];
  driver: string | null = null;
  /** Wall clock of `time`, in seconds. */
  seconds: number | null = null;
  private block: 'none' | 'step' | 'excerpt' | 'advice' = 'none';

  /** Takes a line in; false where it is none of an epilogue's. */
  take({ text }: PastedLine): boolean {
    const line = text.trim();
    if (line === '') return true;
    if (/^-{4,}$/.test(line)) {
      if (this.block !== 'none') this.block = 'none';
      return true;
    }
    const failing = /^> (.+?):?$/.exec(line);
    if (failing?.[1] !== undefined && /^ ?> \S/.test(text)) {
      this.failedName ??= failing[1];
      this.block = 'step';
      return true;
    }
    if (/^[\w./-]+:\d+$/.test(line)) {
      this.block = 'excerpt';
      return true;
    }
    if (this.takeError(line) || this.takeOrnament(line)) return true;
    if (/^\d{1,6} \|/.test(line)) return true;
    if (this.block === 'excerpt') return false;
    if (this.block === 'advice') return /^\s/.test(text) || this.isAdvice(line);
    if (this.block === 'step') {
      this.failedOutput.push(
        line
          .replace(/^#\d+ /, '')
          .replace(/^\d+\.\d+ /, '')
          .slice(0, 500),
      );
      if (this.failedOutput.length > 8) this.failedOutput.shift();
      return true;
    }
    return false;
  }

  private takeError(line: string): boolean {
    const match =
      /^(?:##\[error\])?(?:Error: )?(?:buildx failed with: )?(?:target [\w.-]+: )?(?:ERROR: |error: |Error: )?((?:target [\w.-]+: )?(?:failed to (?:solve|build|compute|read|receive)|executor failed|error during connect|docker exporter does not|unable to prepare context|Multi-platform build is not supported|process ")[^\n]*)$/.exec(
        line,
      ) ?? /^(?:ERROR|error): (.+)$/.exec(line);
    if (match?.[1] === undefined || this.block === 'step') return false;
    // The last is the most complete: it names the step's command and the exit code.
    this.error = match[1];
    return true;
  }

  private takeOrnament(line: string): boolean {
    const clock =
      /^real\s+(\S+)$/.exec(line)?.[1] ??
      /\bcpu (\d[\d:.]*) total$/.exec(line)?.[1]?.replace(/^(\d+):([\d.]+)$/, '$1m$2s');
    if (clock !== undefined) {
      this.seconds = readDuration(/[smh]$/.test(clock) ? clock : `${clock}s`) ?? this.seconds;
      return true;
    }
    if (/^(?:user|sys)\s+[\dhm.,]+s?$/.test(line)) return true;
    const building = /^building with "([^"]+)" instance using (\S+) driver$/.exec(line);
    if (building?.[1] !== undefined && building[2] !== undefined) {
      this.driver = `${building[2]}:${building[1]}`;
      return true;
    }
    if (/^(?:- )?\w+: .+ \(line \d+\)$/.test(line) || /^(?:WARN(?:ING)?)(?::|\[)/.test(line)) {
      if (this.warnings.length < 100) this.warnings.push(line.replace(/^- /, '').slice(0, 500));
      return true;
    }
    if (/^\d+ warnings? found|^i Info →|^`{3,}\w*$/.test(line)) return true;
    if (this.isAdvice(line)) {
      this.block = 'advice';
      return true;
    }
    return (
      /^(?:[$#%>❯➜] ?)?(?:sudo |time )*(?:docker|podman|buildah|buildctl|docker-compose|nerdctl)\s+\w/.test(line) ||
      /^(?:[\w.@:~/-]{1,80}[$#]|\[[^\]]{1,80}\][$#]|PS [^>]{1,200}>) /.test(line) ||
      /^(?:Image|Container|Network|Volume) \S+ +(?:Built|Building|Pulled|Pulling|Creat(?:ed|ing)|Start(?:ed|ing)|Recreated|Running)$/.test(
        line,
      ) ||
      /^\[\+\] (?:Running|build) \d+\/\d+$/i.test(line) ||
      /^(?:[✔✓⠿] |\S+ {1,40}(?:Built|Building|Pulling|Pulled)$)/.test(line) ||
      // Compose of version 1 names the service before its build.
      /^Building [\w.-]+$/.test(line)
    );
  }

  private isAdvice(line: string): boolean {
    return /^(?:View build details:|What's next:|What's Next\?|View a summary of image|View logs:|Use 'docker scan'|More info:|Learn more|Build multi-platform|To (?:see|view))/i.test(
      line,
    );
  }
}
