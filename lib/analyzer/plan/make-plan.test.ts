import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKnowledge, selectKnowledge } from '../all-knowledge';
import { catalog, makeProject, today } from '../build/testing/project';
import { applyEdits } from '../fixes/apply';
import type { Project } from '../project';
import { makePlan as planWith } from './make-plan';
import { Surveyor } from './measure';

const options = { catalog, today };
const makePlan = (project: Project, steps?: number) => planWith(project, options, allKnowledge, steps).plan;
const flask = {
  'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n',
  'app.py': 'import flask\n\napp = flask.Flask(__name__)\n',
};
const git: Project['bulk'] = [{ path: '.git', bytes: 48_000_000, files: 900 }];
const lines = (...text: string[]) => `${text.join('\n')}\n`;

/** One Dockerfile of each kind that the articles start from. */
const beginnings: readonly { readonly what: string; readonly project: Project }[] = [
  {
    what: 'Ubuntu with a virtual environment',
    project: makeProject(
      lines(
        'FROM ubuntu:24.04',
        'RUN apt-get update && apt-get install -y \\',
        '    python3 \\',
        '    python3-pip \\',
        '    python3-venv',
        'WORKDIR /app',
        'RUN python3 -m venv /opt/venv',
        'ENV PATH="/opt/venv/bin:$PATH"',
        'COPY requirements.txt .',
        'RUN pip install --no-cache-dir -r requirements.txt',
        'COPY app.py .',
        'CMD ["python", "app.py"]',
      ),
      flask,
    ),
  },
  {
    what: 'Ubuntu with everything copied first',
    project: makeProject(
      lines(
        'FROM ubuntu:22.04',
        'RUN apt update && apt install -y python3 python3-pip',
        'WORKDIR /app',
        'COPY . /app',
        'RUN pip3 install -r requirements.txt',
        'CMD python3 app.py',
      ),
      flask,
      git,
    ),
  },
  {
    what: 'the full Python image',
    project: makeProject(
      lines(
        'FROM python:3.11',
        'WORKDIR /app',
        'COPY . .',
        'RUN pip install -r requirements.txt',
        'CMD ["python", "app.py"]',
      ),
      flask,
      git,
    ),
  },
  {
    what: 'everything copied before the folder is set',
    project: makeProject(
      lines(
        'FROM python:3.13',
        'COPY . /app',
        'WORKDIR /app',
        'RUN pip install -r requirements.txt',
        'CMD python app.py',
      ),
      flask,
    ),
  },
  {
    what: 'the slim Python image with a compiler',
    project: makeProject(
      lines(
        'FROM python:3.13-slim',
        'WORKDIR /app',
        'RUN apt-get update && apt-get install -y gcc',
        'COPY requirements.txt .',
        'RUN pip install -r requirements.txt',
        'COPY app.py .',
        'CMD ["gunicorn", "-w 4", "app:app"]',
      ),
      flask,
    ),
  },
  {
    what: 'Alpine',
    project: makeProject(
      lines(
        'FROM python:3.13-alpine',
        'WORKDIR /app',
        'COPY requirements.txt requirements.txt',
        'RUN pip install -r requirements.txt',
        'COPY . .',
        'CMD ["gunicorn", "app:app"]',
      ),
      flask,
      git,
    ),
  },
];

function dockerfileOf(project: Project): string {
  return project.files.find((file) => file.path === 'Dockerfile')?.text ?? '';
}

describe('makePlan', () => {
  it.each(beginnings)('ends in a good multi-stage file for $what', ({ project }) => {
    const plan = makePlan(project);
    const text = dockerfileOf(plan.project);
    expect(text.match(/^FROM /gm)).toHaveLength(2);
    expect(text).toContain('COPY --from=builder ');
    expect(text.slice(text.lastIndexOf('FROM '))).not.toMatch(/ubuntu|apt/);
    expect(plan.after.letter).toBe('A');
    expect(plan.after.failures).toBe(0);
    expect(plan.after.bytes.likely).toBeLessThan(plan.before.bytes.likely);
  });

  it.each(beginnings)('never makes $what worse on the way', ({ project }) => {
    const plan = makePlan(project);
    let figures = plan.before;
    let current = project;
    for (const step of plan.steps) {
      expect(step.after.points).toBeGreaterThanOrEqual(figures.points);
      expect(step.after.failures).toBeLessThanOrEqual(figures.failures);
      expect(step.saves.bytes).toBeCloseTo(figures.bytes.likely - step.after.bytes.likely);
      const applied = applyEdits(current, step.edits);
      if (!applied.ok) throw new Error(applied.refusal.message);
      current = applied.project;
      expect(new Surveyor(options, allKnowledge).takeStock(current).figures).toEqual(step.after);
      figures = step.after;
    }
    expect(current).toEqual(plan.project);
    expect(figures).toEqual(plan.after);
  });

  it.each(beginnings)('has nothing left to do once $what is planned through', ({ project }) => {
    const plan = makePlan(project);
    expect(makePlan(plan.project).steps).toEqual([]);
  });

  it.each(beginnings)('is the same for $what with the parts that it asks for and nothing else', ({ project }) => {
    const asked = new Set<string>();
    for (;;) {
      const { plan, parts } = planWith(project, options, selectKnowledge(asked));
      if (parts.every((part) => asked.has(part))) {
        expect(plan).toEqual(makePlan(project));
        return;
      }
      for (const part of parts) asked.add(part);
    }
  });

  it('gives the next best step alone where one is asked for', () => {
    const [first] = beginnings;
    if (first === undefined) throw new Error('There is no beginning.');
    const whole = makePlan(first.project);
    const [next, ...others] = makePlan(first.project, 1).steps;
    expect(others).toEqual([]);
    expect(next).toEqual(whole.steps[0]);
    expect(next?.source).toBe('os-base-for-python');
  });

  it('mends what does not build before it saves anything', () => {
    const project = makeProject(
      lines('FROM debian:trixie-slim', 'RUN apt-get install -y python3', 'CMD ["python3"]'),
      flask,
    );
    const plan = makePlan(project);
    const failures = plan.steps.map((step) => step.saves.failures);
    expect(failures).toEqual(failures.toSorted((one, other) => other - one));
  });

  it('leaves alone what it cannot cut with certainty', () => {
    const beside = lines(
      'FROM python:3.13-slim',
      'COPY . .',
      'RUN ./configure && pip install -r requirements.txt',
      'CMD ["python", "app.py"]',
    );
    expect(makePlan(makeProject(beside, flask)).steps.map(({ source }) => source)).not.toContain('split-stages');
  });

  it('plans nothing for what cannot be read, and never throws', () => {
    expect(makePlan(makeProject('')).steps).toEqual([]);
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('FROM python:3.13', 'RUN pip install flask', 'COPY . .', 'CMD x', 'nonsense', 'RUN <<A', '"'),
        ),
        (text) => {
          const { before, after } = makePlan(makeProject(lines(...text), flask), 4);
          expect(after.points).toBeGreaterThanOrEqual(before.points);
        },
      ),
      { numRuns: 25 },
    );
  });
});
