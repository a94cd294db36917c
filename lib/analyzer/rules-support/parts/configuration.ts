import type { Build } from '../../build/types';
import type { Instruction, Word } from '../../syntax/types';
import { startCommand } from '../start-command';

/** Instructions that most Dockerfiles are made of. */
const usual = new Set<Instruction['keyword']>([
  'FROM',
  'RUN',
  'COPY',
  'ADD',
  'WORKDIR',
  'ENV',
  'USER',
  'EXPOSE',
  'CMD',
]);

/** In the name of a variable: it may hold a secret. */
const secret = /auth|credential|key|pass|pw|secret|token/i;

/** A value that reads like a no. */
const saysNo = /^["']?(?:0|false|no|off|n|f)["']?$/i;

/** Words of a start command that ask for a development server, a class of workers, or the background. */
const unusualStart = /^(?:run|runserver|dev|--reload|-k|--worker-class(?:=.*)?|-D|--daemon|--detach|-d|--daemonize.*)$/;

/** The words of an instruction in which a variable may stand, flags left out. */
function wordsOf(instruction: Instruction): readonly Word[] {
  switch (instruction.keyword) {
    case 'FROM':
      return [instruction.image];
    case 'COPY':
    case 'ADD':
      return [...instruction.sources, instruction.destination];
    case 'ENV':
      return instruction.assignments.flatMap(({ value }) => value ?? []);
    case 'WORKDIR':
    case 'USER':
      return [instruction.argument];
    case 'EXPOSE':
      return instruction.words;
    default:
      return [];
  }
}

function hasVariable(instruction: Instruction): boolean {
  return (
    wordsOf(instruction).some(({ text }) => text.includes('$')) ||
    instruction.flags.some(({ value }) => value?.text.includes('$') === true)
  );
}

function isUnusualPort({ text }: Word): boolean {
  const port = /^(\d{1,5})(?:\/(?:tcp|udp))?$/.exec(text)?.[1];
  return port === undefined || Number(port) > 65_535;
}

/** Whether an instruction is written as few are, or sets what few set. */
function isUnusual(instruction: Instruction): boolean {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD': {
      const { command } = instruction;
      return command.form === 'shell'
        ? command.text.startsWith('[')
        : command.words.some(({ text }) => text.includes('$') || (instruction.keyword === 'CMD' && text.includes(' ')));
    }
    case 'COPY':
    case 'ADD':
      return instruction.form === 'shell' && instruction.sources[0]?.text.startsWith('[') === true;
    case 'WORKDIR':
      return !instruction.argument.text.startsWith('/');
    case 'EXPOSE':
      return instruction.words.some(isUnusualPort);
    case 'ENV':
      return (
        instruction.legacyForm ||
        instruction.assignments.some(
          ({ name, value }) =>
            secret.test(name.text) ||
            /^FLASK_|^PIP_NO_COMPILE$/.test(name.text) ||
            saysNo.test(value?.text ?? '') ||
            value?.text.includes('`') === true,
        )
      );
    default:
      return !usual.has(instruction.keyword);
  }
}

/**
 * Whether a build says more of its image than where things lie, what is installed and what starts; or says it in a way that
 * may not be meant.
 */
export function usesConfiguration(build: Build, instructions: readonly Instruction[]): boolean {
  const { text, directives } = build.dockerfile;
  return (
    instructions.some((each) => isUnusual(each) || hasVariable(each)) ||
    instructions.filter(({ keyword }) => keyword === 'CMD').length > 1 ||
    build.dockerfile.instructions.some(
      ({ keyword, keywordRange }) => text.slice(keywordRange.start, keywordRange.end) !== keyword,
    ) ||
    directives.some(({ name }) => name.toLowerCase() === 'check') ||
    startsUnusually(build)
  );
}

function startsUnusually(build: Build): boolean {
  const command = startCommand(build);
  if (command === null) return false;
  const script = command.instruction.command;
  return (
    (script.form === 'shell' && script.text.includes('&')) || command.words.some(({ text }) => unusualStart.test(text))
  );
}
