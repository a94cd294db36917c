import type { LeaderboardEntry, RoomEvent } from '../events';
import { roomLimits } from '../limits';
import type { RoomState, Seat } from '../state';

function totalOf(seat: Seat): LeaderboardEntry {
  const lessons = Object.values(seat.progress);
  const scores = lessons.flatMap((lesson) => (lesson.score === null ? [] : [lesson.score]));
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    name: seat.name,
    goals: lessons.reduce((total, lesson) => total + lesson.met.length, 0),
    score: scores.length === 0 ? null : Math.round(sum / scores.length),
  };
}

/** The first twenty people who met a goal: by goals met over all lessons, then mean score, then name. */
export function rankSeats(state: RoomState): LeaderboardEntry[] {
  return Object.values(state.seats)
    .filter((seat) => seat.status === 'present')
    .map(totalOf)
    .filter((entry) => entry.goals > 0)
    .sort(
      (one, other) =>
        other.goals - one.goals || (other.score ?? -1) - (one.score ?? -1) || (one.name < other.name ? -1 : 1),
    )
    .slice(0, roomLimits.leaderboard);
}

/** The leaderboard as it is now, where one is shown that says something else. */
export function refreshLeaderboard(state: RoomState): RoomEvent[] {
  if (state.leaderboard === null || state.ended) return [];
  const entries = rankSeats(state);
  const same = JSON.stringify(entries) === JSON.stringify(state.leaderboard.entries);
  return same ? [] : [{ kind: 'leaderboard-shown', entries }];
}
