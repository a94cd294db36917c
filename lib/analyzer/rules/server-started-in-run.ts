import type { Build } from '../build/types';
import { type Invocation, readInvocation } from '../rules-support/commands';
import { replaceText } from '../rules-support/edits';
import { endsUnused, isInBackground } from '../rules-support/lost-processes';
import { isPython } from '../rules-support/pip';
import { type PlacedRun, runs } from '../rules-support/steps';
import { defineRule, type Fix, type Report, type RuleExample, type RuleTexts } from './types';

/** Programs that go into the background by themselves when they are told to start. */
const starters = /^(?:invoke-rc\.d|rc-service|apachectl|apache2ctl|pg_ctl|pg_ctlcluster)$/;

/** Programs that do so when they are called with nothing behind them. */
const daemons = /^(?:nginx|crond?|sshd|supervisord)$/;

/** Whether a program that this calls goes into the background by itself. */
function detaches({ program, words, command }: Invocation): boolean {
  const texts = words.map(({ text }) => text);
  if (command.name.startsWith('/etc/init.d/') || starters.test(program))
    return texts.includes('start') || texts.includes('restart');
  if (program === 'gunicorn') return texts.includes('-D') || texts.includes('--daemon');
  if (program === 'redis-server') return texts[texts.indexOf('--daemonize') + 1] === 'yes';
  return daemons.test(program) && texts.length === 0;
}

/** `run` as the command itself, behind options of the program. */
const runsApplication = /^(?:--?(?:app|A|env-file|e)[ =]\S+ |--(?:no-)?debug )*run(?: |$)/;

const servers = /^(?:gunicorn|uvicorn|hypercorn|daphne)$/;

/** Whether this calls a server of Python that runs until somebody stops it. */
function serves({ program, words }: Invocation): boolean {
  const all = words.map(({ text }) => text);
  const asModule = isPython(program) && all[0] === '-m';
  const [name, ...texts] = asModule ? all.slice(1) : [program, ...all];
  if (texts.some((text) => /^(?:-h|-v|-D|--(?:help|version|daemon|check-config|print-config))$/.test(text)))
    return false;
  if (name === 'http.server') return true;
  if (name !== undefined && servers.test(name)) return texts.length > 0;
  if (name === 'flask' || name === 'streamlit') return runsApplication.test(texts.join(' '));
  if (name === 'manage.py' || name === 'django-admin') return texts[0] === 'runserver';
  return isPython(program) && /(?:^|\/)manage\.py$/.test(all[0] ?? '') && all[1] === 'runserver';
}

/** CMD in place of the last RUN, where the stage names nothing that the container starts. */
function startWithCommand(build: Build, run: PlacedRun): Fix | null {
  const { stage, step, instruction, commands, triggered } = run;
  const [only] = commands;
  const { command, entrypoint } = stage.after;
  if (triggered || commands.length !== 1 || only === undefined || stage !== build.target) return null;
  if (command !== null || entrypoint !== null || stage.steps.at(-1) !== step || instruction.flags.length > 0)
    return null;
  if (only.assignments.length > 0 || only.redirections.length > 0 || instruction.heredocs.length > 0) return null;
  if (instruction.command.form === 'exec' || !only.words.every(({ literal }) => literal)) return null;
  const words = [only.name, ...only.words.map(({ text }) => text)];
  return {
    title: 'Write CMD',
    safety: 'review',
    edits: [replaceText(build, instruction.range, `CMD [${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
  };
}

/** Programs that may start a server, or be one. */
const programs =
  /^(?:invoke-rc\.d|rc-service|apachectl|apache2ctl|pg_ctl|pg_ctlcluster|redis-server|nginx|crond?|sshd|supervisord|gunicorn|uvicorn|hypercorn|daphne|flask|streamlit|manage\.py|django-admin)$/;

/** Whether a RUN calls one of them, or sends something into the background. */
function mayStartServer({ invocations, instruction }: PlacedRun): boolean {
  const { command } = instruction;
  return (
    invocations.some(({ program }) => programs.test(program) || isPython(program)) ||
    (command.form === 'shell' && /(?<!&)&(?!&)|\/etc\/init\.d\//.test(command.text))
  );
}

function judge(build: Build, run: PlacedRun): readonly Report[] {
  return run.ownCommands.flatMap((command, at): readonly Report[] => {
    const invocation = readInvocation(command);
    if (invocation === null || command.conditional || command.subshell > 0) return [];
    const place = { range: command.range, stage: run.stage.index };
    if (isInBackground(run, command) || detaches(invocation)) return endsUnused(run, command) ? [place] : [];
    const next = run.ownCommands[at + 1];
    if (next?.joint === 'pipe' || command.joint === 'pipe' || !serves(invocation)) return [];
    const fix = startWithCommand(build, run);
    return [
      {
        ...place,
        severity: 'error',
        wrong: 'This server runs until somebody stops it, so the step never ends.',
        why: 'A RUN is over when its commands are, and the build waits for that. The container runs what CMD names.',
        remedy: 'Start the server with CMD.',
        ...(fix === null ? {} : { fix }),
      },
    ];
  });
}

export const texts: RuleTexts = {
  title: 'A build step starts a server',
  category: 'reliability',
  wrong: 'Nothing in this RUN uses the process that this starts, and it ends with the step.',
  why: 'When the last command of a RUN is over, Docker stops what still runs and keeps only the files. The container starts without it.',
  remedy: 'Start it with CMD or from an entry point script, or use it in the same RUN.',
  recordings: [],
};

export default defineRule({
  id: 'server-started-in-run',
  part: 'scripts',
  severity: 'warning',
  codes: {},
  check(build) {
    return runs(build).flatMap((run) => (mayStartServer(run) ? judge(build, run) : []));
  },
});

export const examples: readonly RuleExample[] = [
  {
    title: 'A database in the background',
    bad: 'FROM debian:trixie-slim\nRUN redis-server --save "" &\nRUN ls\n',
    good: 'FROM debian:trixie-slim\nRUN redis-server --save "" & sleep 1 && redis-cli SET ready 1\n',
    fires: ['redis-server --save ""'],
  },
  {
    title: 'A service by its script',
    bad: 'FROM debian:trixie-slim\nRUN /etc/init.d/postgresql start\n',
    good: 'FROM debian:trixie-slim\nRUN /etc/init.d/postgresql start && createdb app\n',
    fires: ['/etc/init.d/postgresql start'],
  },
  {
    title: 'A step that never ends',
    bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nUSER 1000\nRUN gunicorn --bind 0.0.0.0:8000 main:app\n',
    good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir gunicorn==23.0.0\nWORKDIR /app\nCOPY main.py .\nUSER 1000\nRUN gunicorn --check-config main:app\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "main:app"]\n',
    files: {
      'main.py': 'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"ready"]\n',
    },
    fires: ['gunicorn --bind 0.0.0.0:8000 main:app'],
  },
];
