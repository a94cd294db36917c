import type { Build } from '../../build/types';
import { startCommand } from '../start-command';
import { isCalled, type PlacedRun, runs } from '../steps';

/** What stands in every script that is more than programs joined by `&&`. */
const signs = /[;|$`(){}<]|\[\[|(?<!&)&(?!&)/;

/** Commands of which a plain shell knows another form than bash, or none, and those that tell only the shell something. */
const ofShells = new Set(
  'export alias echo [ test set source let declare typeset shopt mapfile readarray pushd popd dirs disown'.split(' '),
);

function isScript({ instruction, ownCommands }: PlacedRun): boolean {
  const { command, heredocs } = instruction;
  return (
    heredocs.length > 0 ||
    (command.form === 'shell' && (signs.test(command.text) || ownCommands.some(({ name }) => ofShells.has(name))))
  );
}

/** Servers, and programs that start one. */
const servers = [
  ...[/^(?:invoke-rc\.d|rc-service|apache(?:2)?ctl|pg_ctl(?:cluster)?|redis-server|nginx|crond?|sshd|supervisord)$/],
  ...[/^(?:gunicorn|uvicorn|hypercorn|daphne|http\.server|flask|streamlit|manage\.py|django-admin)$/],
];

function startsService({ ownCommands }: PlacedRun): boolean {
  return ownCommands.some(
    ({ name, words }) => name.startsWith('/etc/init.d/') || words.some(({ text }) => text === 'runserver'),
  );
}

/** Whether a RUN is more than programs that run one after the other, or the container starts from a script. */
export function usesScripts(build: Build): boolean {
  return (
    runs(build).some((run) => isScript(run) || startsService(run)) ||
    isCalled(build, ...servers) ||
    (startCommand(build)?.words ?? []).slice(0, 2).some(({ text }) => text.endsWith('.sh'))
  );
}
