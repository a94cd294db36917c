import type { BuildOptions } from '../build/types';
import { applyEdits } from '../fixes/apply';
import type { Knowledge } from '../knowledge';
import type { Part } from '../parts/types';
import type { Project } from '../project';
import { indexLines } from '../syntax/position';
import { compareFigures, type Standing, Surveyor } from './measure';
import { listMoves, type Move } from './moves';
import type { BarePlan, BarePlanStep, PlanSavings } from './types';

/** Bounds of the work: steps of a plan, and moves that are tried out for one step. */
const mostSteps = 40;
const mostMoves = 40;

/** A plan, and the parts that it asks for: it is whole where those were handed in, and else ends where one was missing. */
export interface PlanAnswer {
  readonly plan: BarePlan;
  readonly parts: readonly Part[];
}

/**
 * Works out what to do next with a project, in the order of what it saves: every move is tried out on the project as the
 * moves before it have left it, and the best one is taken, until none is worth its while. Nothing that makes a build fail or
 * lowers the grade is taken. `steps` limits their number: 1 gives the next best step alone.
 */
export function makePlan(project: Project, options: BuildOptions, knowledge: Knowledge, steps = mostSteps): PlanAnswer {
  const surveyor = new Surveyor(options, knowledge);
  const start = surveyor.takeStock(project);
  let current = start;
  const taken: BarePlanStep[] = [];
  const done = new Set<string>();
  // What a move was worth when it was last tried: an upper bound for the next round, nearly always.
  const lastWorth = new Map<string, number>();
  while (taken.length < Math.min(steps, mostSteps)) {
    const best = findBest(current, surveyor, lastWorth, done);
    if (best === null || surveyor.lacksSomething) break;
    taken.push(best.step);
    done.add(best.move.key);
    current = best.standing;
  }
  const plan = { before: start.figures, steps: taken, after: current.figures, project: current.project };
  return { plan, parts: [...surveyor.asked] };
}

interface Trial {
  readonly move: Move;
  readonly standing: Standing;
  readonly step: BarePlanStep;
  readonly worth: number;
}

function findBest(
  current: Standing,
  surveyor: Surveyor,
  lastWorth: Map<string, number>,
  done: ReadonlySet<string>,
): Trial | null {
  const expected = (move: Move) => lastWorth.get(move.key) ?? Number.POSITIVE_INFINITY;
  const moves = listMoves(current)
    .filter((move) => !done.has(move.key))
    .slice(0, mostMoves)
    .toSorted((one, other) => expected(other) - expected(one));
  let best: Trial | null = null;
  for (const move of moves) {
    if (surveyor.lacksSomething || (best !== null && expected(move) <= best.worth)) break;
    const trial = tryMove(move, current, surveyor);
    // One that was refused may be right once another is done: nothing is known of its worth.
    if (trial === null) lastWorth.delete(move.key);
    else lastWorth.set(move.key, trial.worth);
    if (trial !== null && trial.worth > (best?.worth ?? 0)) best = trial;
  }
  return best;
}

function tryMove(move: Move, current: Standing, surveyor: Surveyor): Trial | null {
  const applied = applyEdits(current.project, move.edits);
  if (!applied.ok) return null;
  const standing = surveyor.takeStock(applied.project);
  if (standing.unreadable && !current.unreadable) return null;
  const saves = compareFigures(current.figures, standing.figures);
  if (saves.failures < 0 || saves.points < 0) return null;
  const { dockerfile } = current.build;
  const first = move.edits[0];
  const step: BarePlanStep = {
    source: move.source,
    rule: move.rule,
    title: move.title,
    ...(move.wrong !== undefined && { wrong: move.wrong }),
    ...(move.why !== undefined && { why: move.why }),
    safety: move.safety,
    file: move.file,
    line: move.file === current.project.dockerfile ? indexLines(dockerfile.text).lineAt(move.offset) : move.line,
    edits: move.edits,
    saves,
    after: standing.figures,
  };
  return first === undefined ? null : { move, standing, step, worth: appraise(saves, move) };
}

/** Where savings begin to count: less is within what the model cannot tell. */
const leastBytes = 100_000;
const leastSeconds = 0.2;

/**
 * One number for what a move is worth: a mended failure before all else, then what it saves (a megabyte, a tenth of a second of a
 * cold build and a fiftieth of a second after every edit weigh alike), then the grade alone: security, reliability and
 * clarity may cost a little. What changes nothing of all that is worth nothing, unless it is a move of structure, which
 * comes last.
 */
function appraise(saves: PlanSavings, move: Move): number {
  const bytes = Math.abs(saves.bytes) < leastBytes ? 0 : saves.bytes / 1e6;
  const cold = Math.abs(saves.coldSeconds) < leastSeconds ? 0 : saves.coldSeconds * 10;
  const edit = Math.abs(saves.editSeconds) < leastSeconds ? 0 : saves.editSeconds * 50;
  const saved = Math.max(0, bytes + cold + edit);
  const worth = saves.failures * 1e6 + saved + saves.points / 10;
  if (saves.points === 0 && saves.failures === 0 && bytes + cold + edit < 0)
    return move.structural && saves.bytes > -move.mayCostBytes ? leastWorth : 0;
  return worth <= 0 && move.structural ? leastWorth : worth;
}

const leastWorth = 1e-3;
