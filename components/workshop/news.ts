import type { RoomState } from '@/lib/workshop/state';

/** Something that somebody who listens to the page is told once. */
export interface News {
  readonly key: string;
  readonly sentence: string;
}

/** What there is to tell a participant of the room as it is now; what was told before is known by its key. */
export function listNews(state: RoomState, seat: string): readonly News[] {
  const news: News[] = [];
  const message = state.messages.at(-1);
  if (message) news.push({ key: `message ${message.id}`, sentence: `From the host: ${message.text}` });
  for (const poll of state.polls) {
    if (poll.results !== null)
      news.push({ key: `results ${poll.id}`, sentence: `The answers to a poll are shown: ${poll.question}` });
    else if (poll.open) news.push({ key: `poll ${poll.id}`, sentence: `A poll is open: ${poll.question}` });
  }
  if (state.spotlightRequest?.seat === seat) {
    news.push({ key: 'request', sentence: 'A host asks whether they may show your files to everybody.' });
  }
  if (state.spotlight) {
    const whose = state.spotlight.seat === seat ? 'Your files are' : 'Somebody’s files are';
    news.push({ key: `spotlight ${state.spotlight.startedAt}`, sentence: `${whose} shown to everybody.` });
  }
  if (state.shown) news.push({ key: 'shown', sentence: 'The host shows their editor.' });
  if (state.timer) {
    news.push({ key: `timer ${state.timer.startedAt}`, sentence: `A timer has started. ${state.timer.label}`.trim() });
  }
  if (state.leaderboard) news.push({ key: 'leaderboard', sentence: 'The host shows who is furthest.' });
  return news;
}
