import { describe, expect, it } from 'vitest';
import { assignLayers } from './layer-steps';
import { readPasted } from './readers/read-pasted';
import { ownLogs } from './readers/testing/own-logs';

function read(text: string) {
  const [first] = readPasted(text).recordings;
  if (first === undefined) throw new Error('no recording');
  return assignLayers(first);
}

describe('assignLayers', () => {
  it('gives each step of the log the bytes of its layer, though history cuts names and leaves options out', () => {
    const { steps } = read(`${ownLogs.plain}\n${ownLogs.history}`);
    const told = steps.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [[name.slice(0, 20), bytes]]));
    expect(told).toEqual([
      ['WORKDIR /app', 0],
      ['RUN head -c 3000000 ', 3_000_000],
      ['COPY --from=build /s', 5],
      ['COPY main.py require', 28],
      ['RUN pip list --forma', 5_420_000],
    ]);
  });

  it('leaves a log without history, and a history without log, as they are', () => {
    expect(read(ownLogs.plain).steps.every(({ bytes }) => bytes === undefined)).toBe(true);
    expect(read(ownLogs.history).steps).toEqual([]);
  });
});
