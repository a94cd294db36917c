import { describe, expect, it } from 'vitest';
import { matchSteps } from './match-steps';
import type { RecordedStep } from './schema';

describe('matchSteps', () => {
  const step = (name: string, nameIsCut = false): RecordedStep => ({
    name,
    seconds: 1,
    kind: 'run' as const,
    cached: false,
    nameIsCut,
  });

  const cases: readonly [string[], RecordedStep[], (number | null)[], string][] = [
    [['RUN a b'], [step('RUN a   b')], [0], 'equal text'],
    [['RUN a', 'RUN a'], [step('RUN a')], [0, null], 'a step is given once'],
    [['RUN a b c d e f g x', 'RUN a b c d e f g'], [step('RUN a b c d e f g')], [null, 0], 'equal before alike'],
    [
      ['RUN apt-get install -y python3 python3-pip'],
      [step('RUN apt-get install -y', true)],
      [0],
      'a name that was cut',
    ],
    [['FROM python:3.13 AS build'], [{ ...step('[build] FROM python:3.13'), kind: 'base' }], [0], 'without alias'],
    [['COPY a b'], [step('RUN a b')], [null], 'another keyword'],
  ];

  it.each(cases)('of %j and the log %j is %j: %s', (instructions, steps, expected) => {
    expect(matchSteps(instructions, steps)).toEqual(expected);
  });
});
