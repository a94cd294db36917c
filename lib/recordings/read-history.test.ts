import { describe, expect, it } from 'vitest';
import { layerBytes, readHistory } from './read-history';

const history = [
  '{"CreatedBy":"CMD [\\"python\\"]","Size":"0"}',
  '{"CreatedBy":"COPY main.py . # buildkit","Size":"5638"}',
  '{"CreatedBy":"WORKDIR /app","Size":"0"}',
  '{"CreatedBy":"/bin/sh -c #(nop) ADD file","Size":"78000000"}',
].join('\n');

describe('reading docker history', () => {
  it('keeps the order of the output, newest first', () => {
    expect(readHistory(`${history}\n`).map((entry) => entry.bytes)).toEqual([0, 5638, 0, 78000000]);
  });

  it('gives the bytes of the last stage in the order of its instructions', () => {
    expect(layerBytes(readHistory(history), 3)).toEqual([0, 5638, 0]);
  });

  it('gives fewer bytes than asked for where the history is shorter', () => {
    expect(layerBytes(readHistory(history), 9)).toHaveLength(4);
  });

  it.each([
    ['sizes for people', '{"CreatedBy":"RUN x","Size":"20.4MB"}', /--human=false/],
    ['another document', '{"Name":"x"}', /not an entry/],
    ['no JSON', 'IMAGE CREATED SIZE', /JSON/],
  ])('refuses %s', (_, text, message) => {
    expect(() => readHistory(text)).toThrow(message);
  });
});
