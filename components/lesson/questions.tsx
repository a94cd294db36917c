'use client';

import { useId, useState } from 'react';
import { Sentence } from '@/components/ui/sentence';
import type { Question } from '@/lib/lessons/schema';

/** A lesson's questions, to check oneself: an answer tells at once whether it is right, and why. */
export function Questions({ questions }: { readonly questions: readonly Question[] }) {
  if (questions.length === 0) return null;
  return (
    <section className="mt-12 border-t pt-6" aria-labelledby="questions">
      <h2 id="questions" className="font-semibold font-serif text-xl">
        Check yourself
      </h2>
      {questions.map((question) => (
        <QuestionEntry key={question.question} question={question} />
      ))}
    </section>
  );
}

function QuestionEntry({ question: { question, options, answer, why } }: { readonly question: Question }) {
  const id = useId();
  const [chosen, choose] = useState<number | null>(null);
  return (
    <fieldset className="mt-5 min-w-0 border-t pt-3">
      <legend className="float-left w-full font-medium">
        <Sentence text={question} />
      </legend>
      <div className="clear-both pt-1">
        {options.map((option, position) => (
          <label key={option} className="flex min-h-9 items-center gap-3 text-sm pointer-coarse:min-h-11">
            <input
              type="radio"
              name={id}
              className="size-4 shrink-0 accent-(--accent)"
              checked={chosen === position}
              onChange={() => choose(position)}
            />
            <span className="min-w-0 break-words">
              <Sentence text={option} />
            </span>
          </label>
        ))}
      </div>
      <p role="status" className="mt-1 min-h-6 text-sm">
        {chosen !== null && (
          <>
            <strong className={`font-semibold ${chosen === answer ? 'text-success' : 'text-failure'}`}>
              {chosen === answer ? 'Right.' : 'Not quite.'}
            </strong>{' '}
            {chosen === answer && <Sentence text={why} />}
          </>
        )}
      </p>
    </fieldset>
  );
}
