import { readPasted } from '@/lib/recordings/readers/read-pasted';
import { describeMachine, drawTable, percentile } from './measure';

const lines = 10_000;
const digest = (index: number) => index.toString(16).padStart(64, '0');
const some = (count: number, make: (index: number) => string | readonly string[]) =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

/** Logs of ten thousand lines, of each form that grows with a build. */
const subjects: readonly (readonly [string, readonly string[]])[] = [
  [
    'plain, much output',
    [
      '#1 [internal] load build definition from Dockerfile',
      '#1 DONE 0.0s',
      '#2 [2/2] RUN apt-get install -y everything',
      ...some(lines - 6, (index) => `#2 ${(index / 50).toFixed(3)} Unpacking package-${index} (1.${index}-1) ...`),
      '#2 DONE 200.0s',
    ],
  ],
  [
    'plain, many steps',
    some(lines / 5, (index) => [
      `#${index} [stage-${index % 7} ${index}/${lines}] RUN echo ${index} && sleep 1`,
      `#${index} 0.100 ${index}`,
      `#${index} sha256:${digest(index)} 10.49MB / 29.78MB 0.6s`,
      `#${index} DONE 1.0s`,
      '',
    ]),
  ],
  [
    'terminal, redrawn',
    some(lines / 20, (frame) => [
      `\u001b[?25l[+] Building ${(frame / 10).toFixed(1)}s (8/19)                          docker:default`,
      ...some(
        19,
        (index) => `\u001b[34m => [${index}/19] RUN step ${index}            ${(frame / 10).toFixed(1)}s\u001b[0m`,
      ),
    ]),
  ],
  [
    'raw events',
    some(lines, (index) =>
      JSON.stringify({
        vertexes: [
          {
            digest: `sha256:${digest(index >> 1)}`,
            name: `[${index >> 1}/9] RUN step`,
            started: '2026-03-01T10:00:00Z',
            ...(index % 2 === 0 ? {} : { completed: '2026-03-01T10:00:01Z' }),
          },
        ],
      }),
    ),
  ],
  [
    'legacy builder',
    some(lines / 4, (index) => [
      `Step ${index + 1}/${lines} : RUN echo ${index}`,
      ` ---> Running in ${digest(index).slice(52)}`,
      'text',
      ` ---> ${digest(index).slice(52)}`,
    ]),
  ],
  [
    'history, JSON',
    some(lines, (index) =>
      JSON.stringify({ CreatedBy: `RUN /bin/sh -c echo ${index} # buildkit`, Size: `${index}kB` }),
    ),
  ],
  ['nothing known', some(lines, (index) => `[{"Id": a line of something else, number ${index}`)],
];

const rows = subjects.map(([name, log]) => {
  const text = log.join('\n');
  const once = () => {
    const started = performance.now();
    readPasted(text);
    return performance.now() - started;
  };
  const first = once();
  const times = Array.from({ length: 30 }, once);
  const figures = [first, percentile(times, 0), percentile(times, 0.5), percentile(times, 0.95)].map((value) =>
    value.toFixed(1),
  );
  return [name, String(log.length), (text.length / 1_000_000).toFixed(2), ...figures];
});

process.stdout.write(`Reading a pasted log, milliseconds (${describeMachine()})\n\n`);
process.stdout.write(`${drawTable(['log', 'lines', 'MB', 'first', 'best', 'median', '95 %'], rows)}\n`);
