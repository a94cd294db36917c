import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WholeWords } from './whole-words';

const write = (text: string) =>
  renderToStaticMarkup(<WholeWords text={text} />)
    .replaceAll('<span class="whitespace-nowrap">', '[')
    .replaceAll('</span>', ']');

describe('code in whole words', () => {
  it.each([
    ['keeps an option on one line', 'RUN pip install --no-cache-dir .', 'RUN pip install [--no-cache-dir] .'],
    ['leaves words alone that nothing breaks', 'RUN true', 'RUN true'],
    ['keeps blanks and ends of lines', 'a-b  c\n  d-e', '[a-b]  c\n  [d-e]'],
    [
      'parts a long word behind its signs',
      '--mount=type=cache,target=/root/.cache/pip',
      '[--mount=]<wbr/>[type=]<wbr/>[cache,]<wbr/>[target=/]<wbr/>[root/]<wbr/>[.cache/]<wbr/>[pip]<wbr/>',
    ],
    ['lets what fits no line break anywhere', `-${'a'.repeat(40)}`, `-${'a'.repeat(40)}<wbr/>`],
  ])('%s', (_name, text, html) => {
    expect(write(text)).toBe(html);
  });

  it('adds nothing that would be copied', () => {
    const text = 'ENV PYTHONPATH=/opt/app/lib/python3.13/site-packages:/srv/another/folder';
    expect(renderToStaticMarkup(<WholeWords text={text} />).replace(/<[^>]+>/g, '')).toBe(text);
  });
});
