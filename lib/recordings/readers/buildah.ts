import type { RecordedStep } from '../schema';
import { Epilogue } from './epilogue';
import type { PastedLine } from './lines';
import type { Reader } from './reader';
import { readStepName } from './step-name';

const heading = /^(?:\[(\d{1,4})\/\d{1,4}\] )?STEP (\d{1,5})(?:\/\d{1,5})?: (.*)$/;

/** `podman build` and `buildah build`: `STEP 3/5: RUN …`, no times. */
export const buildah: Reader = {
  form: 'buildah',
  begins: (lines, index) => heading.test(lines[index]?.text ?? ''),
  read(lines, from, endsAt) {
    const epilogue = new Epilogue();
    const steps: (RecordedStep & { output: string[] })[] = [];
    const names: string[] = [];
    const notUnderstood: PastedLine[] = [];
    let message: string | null = null;
    let committed = false;
    let index = from;
    for (; index < lines.length; index++) {
      const line = lines[index];
      if (line === undefined) break;
      const { text } = line;
      const head = heading.exec(text);
      const step = steps.at(-1);
      if (head?.[3] !== undefined) {
        if ((committed || message !== null) && head[2] === '1') break;
        const { name, kind } = readStepName(head[3]);
        if (!/^(?:FROM|RUN|COPY|ADD|WORKDIR)\b/i.test(name)) continue;
        if (step?.outcome === 'unfinished') step.outcome = 'done';
        const stage = head[1] === undefined ? {} : { stage: `stage-${Number(head[1]) - 1}` };
        const position = Math.max(1, Number(head[2]));
        steps.push({ name, kind, seconds: 0, cached: false, outcome: 'unfinished', ...stage, position, output: [] });
      } else if (/^--> Using cache /.test(text)) {
        if (step !== undefined) Object.assign(step, { cached: true, outcome: 'cached' });
      } else if (
        /^--> [0-9a-f]{11,64}$|^(?:Getting image source|Copying (?:blob|config)|Writing manifest|Storing signatures|Trying to pull|Resolved ")/.test(
          text,
        )
      ) {
        if (step?.outcome === 'unfinished' && text.startsWith('-->')) step.outcome = 'done';
      } else if (/^(?:\[\d+\/\d+\] )?COMMIT\b/.test(text)) {
        committed = true;
        if (step?.outcome === 'unfinished') step.outcome = 'done';
        names.push(
          ...text
            .replace(/^(?:\[\d+\/\d+\] )?COMMIT ?/, '')
            .split(' ')
            .filter((name) => name !== ''),
        );
      } else if (/^Successfully tagged /.test(text) || (committed && /^[0-9a-f]{64}$/.test(text))) continue;
      else if (/^Error: (?:building at STEP|error building|.*exit status \d+)/i.test(text)) {
        message = text.replace(/^Error: /i, '');
        if (step !== undefined) step.outcome = 'failed';
      } else if (step !== undefined && !committed && message === null) {
        if (text.trim() !== '') step.output.push(text.slice(0, 500));
        if (step.output.length > 8) step.output.shift();
      } else if (!epilogue.take(line)) {
        if (endsAt(index)) break;
        notUnderstood.push(line);
      }
    }
    const failed = steps.findIndex((step) => step.outcome === 'failed');
    const exitCode = /exit status (\d{1,3})/.exec(message ?? '')?.[1];
    const base = /^FROM (?:--\S+ )*(\S+)/i.exec(steps.findLast((step) => step.kind === 'base')?.name ?? '')?.[1];
    return {
      facts: {
        builder: 'buildah',
        outcome: message !== null ? 'failed' : committed ? 'finished' : 'unfinished',
        steps: steps.map(({ output: _, ...step }) => step),
        ...(epilogue.seconds === null || epilogue.seconds <= 0 ? {} : { seconds: epilogue.seconds }),
        ...(base === undefined ? {} : { base }),
        ...(committed ? { exported: { how: 'image', names, pushed: false } } : {}),
        ...(message === null
          ? {}
          : {
              failure: {
                ...(failed === -1 ? {} : { step: failed }),
                message,
                ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
                output: steps[failed]?.output ?? [],
              },
            }),
      },
      notUnderstood,
      next: index,
    };
  },
};
