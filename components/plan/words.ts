import type { PlanFigures, PlanSavings } from '@/lib/analyzer';
import { formatBytes, formatSeconds } from '@/lib/format/figures';

/** Below these a difference is within what the model cannot tell. */
const leastBytes = 100_000;
const leastSeconds = 0.2;

/** What a step changes for the better and for the worse, in short phrases. */
export interface SaidSavings {
  readonly saves: readonly string[];
  readonly costs: readonly string[];
}

export function describeSavings({ bytes, coldSeconds, editSeconds, points, failures }: PlanSavings): SaidSavings {
  const said = { saves: [] as string[], costs: [] as string[] };
  const tell = (change: number, least: number, format: (amount: number) => string, what: string) => {
    if (Math.abs(change) < least) return;
    if (change > 0) said.saves.push(`${format(change)} less${what}`);
    else said.costs.push(`${format(-change)} more${what}`);
  };
  if (failures > 0) said.saves.push(failures === 1 ? 'mends a failure' : `mends ${failures} failures`);
  tell(bytes, leastBytes, formatBytes, '');
  tell(coldSeconds, leastSeconds, formatSeconds, ' for a cold build');
  tell(editSeconds, leastSeconds, formatSeconds, ' after every edit');
  if (points > 0) said.saves.push(points === 1 ? '1 point' : `${points} points`);
  return said;
}

/** Where a project stands: `E, 580 MB`. */
export function describeFigures({ letter, points, bytes, failures }: PlanFigures): string {
  const size = `${letter} (${points} points), about ${formatBytes(bytes.likely)}`;
  return failures === 0 ? size : `${size}, and it does not work`;
}
