'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sentence } from '@/components/ui/sentence';
import { roomLimits } from '@/lib/workshop/limits';
import type { Poll, RoomState } from '@/lib/workshop/state';
import { PollBars } from '../poll-bars';
import { useRoom } from '../room-context';
import type { HostLesson } from './lessons';
import { fieldClasses, Panel } from './panel';
import { useRights } from './use-rights';

interface PollsProps {
  readonly state: RoomState;
  readonly lessons: readonly HostLesson[];
}

/** Quick polls: from the lessons' own questions, or one's own. */
export function Polls({ state, lessons }: PollsProps) {
  const newest = state.polls.at(-1);
  const earlier = state.polls.slice(0, -1).toReversed();
  return (
    <Panel title="Polls">
      {newest && <PollEntry poll={newest} />}
      {newest?.open !== true && <NewPoll lessons={lessons} />}
      {earlier.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-6 py-1 text-muted text-xs">Earlier polls ({earlier.length})</summary>
          {earlier.map((poll) => (
            <PollEntry key={poll.id} poll={poll} />
          ))}
        </details>
      )}
    </Panel>
  );
}

/** Votes for each option, in the options' order. */
export function countVotes({ options, votes }: Poll): readonly number[] {
  const cast = Object.values(votes);
  return options.map((_, position) => cast.filter((vote) => vote === position).length);
}

function PollEntry({ poll }: { readonly poll: Poll }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const counts = countVotes(poll);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div className="border-b pb-3">
      <p className="break-words font-medium">
        <Sentence text={poll.question} />
      </p>
      <PollBars poll={poll} counts={counts} />
      <p className="mt-1 text-muted text-xs">
        {all === 1 ? 'One answer' : `${all} answers`}
        {poll.open ? ', still open' : ', closed'}
        {poll.results === null ? '; only hosts see them' : '; everybody sees them'}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {poll.open && (
          <Button size="small" disabled={!holds} onClick={() => send({ kind: 'close-poll', poll: poll.id })}>
            Close it
          </Button>
        )}
        {poll.results === null && (
          <Button size="small" disabled={!holds} onClick={() => send({ kind: 'show-poll-results', poll: poll.id })}>
            Show the answers
          </Button>
        )}
        <Button
          size="small"
          variant="quiet"
          disabled={!holds}
          onClick={() => send({ kind: 'withdraw-poll', poll: poll.id })}
        >
          Withdraw
        </Button>
      </div>
    </div>
  );
}

function NewPoll({ lessons }: { readonly lessons: readonly HostLesson[] }) {
  const { send } = useRoom();
  const { holds } = useRights();
  const id = useId();
  const [question, setQuestion] = useState('');
  const [options, setOptions] = useState('Yes\nNo');
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const lines = [...new Set(options.split('\n').map((line) => line.trim().slice(0, roomLimits.option)))].filter(
    Boolean,
  );
  const enough = question.trim() !== '' && lines.length >= 2;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!enough) return;
    const sent = await send({
      kind: 'open-poll',
      question: question.trim(),
      options: lines.slice(0, roomLimits.options),
    });
    if (sent) setQuestion('');
  };
  return (
    <form onSubmit={submit} className="mt-2 space-y-2">
      {questions.length > 0 && (
        <div>
          <label htmlFor={`${id}-ready`} className="block text-muted text-xs">
            From the lessons
          </label>
          <select
            id={`${id}-ready`}
            className={`${fieldClasses} mt-1 w-full`}
            value=""
            onChange={(event) => {
              const chosen = questions[Number(event.target.value)];
              if (chosen === undefined) return;
              setQuestion(chosen.question);
              setOptions(chosen.options.join('\n'));
            }}
          >
            <option value="">Choose a question…</option>
            {questions.map((entry, position) => (
              <option key={entry.question} value={position}>
                {entry.question}
              </option>
            ))}
          </select>
        </div>
      )}
      <div>
        <label htmlFor={`${id}-question`} className="block text-muted text-xs">
          Question
        </label>
        <input
          id={`${id}-question`}
          className={`${fieldClasses} mt-1 w-full`}
          maxLength={roomLimits.question}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
      </div>
      <div>
        <label htmlFor={`${id}-options`} className="block text-muted text-xs">
          Answers, one a line
        </label>
        <textarea
          id={`${id}-options`}
          rows={Math.min(8, Math.max(2, options.split('\n').length))}
          className={`${fieldClasses} mt-1 w-full py-1.5`}
          maxLength={roomLimits.options * roomLimits.option}
          value={options}
          onChange={(event) => setOptions(event.target.value)}
        />
      </div>
      <Button size="small" type="submit" disabled={!holds || !enough}>
        Open the poll
      </Button>
    </form>
  );
}
