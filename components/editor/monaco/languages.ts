import type * as monaco from 'monaco-editor/editor/editor.api';

type Monaco = typeof monaco;

const instructions =
  'ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR';

/**
 * Colours of a Dockerfile: comments inside continuations, lower-case instructions and here-documents read as Docker reads
 * them, which the definition that comes with Monaco does not.
 */
const dockerfileTokens: monaco.languages.IMonarchLanguage = {
  ignoreCase: true,
  includeLF: true,
  defaultToken: '',
  tokenPostfix: '.dockerfile',
  tokenizer: {
    root: [
      [/^\s*#.*/, 'comment'],
      [
        new RegExp(`^(\\s*)(ONBUILD)(\\s+)(${instructions})(?=\\s)`),
        ['', 'keyword', '', { token: 'keyword', next: '@arguments' }],
      ],
      [new RegExp(`^(\\s*)(${instructions})(?=\\s)`), ['', { token: 'keyword', next: '@arguments' }]],
      [/./, ''],
      [/\n/, ''],
    ],
    arguments: [
      [/^\s*#.*\n/, 'comment'],
      [/^\s*\n/, ''],
      [/[\\`][ \t]*\n/, 'delimiter'],
      [/<<-?(["']?)([a-z_]\w*)\1/, { token: 'string', next: '@heredocWaiting.$2' }],
      [/\n/, { token: '', next: '@pop' }],
      [/\$\{[^}\n]*\}|\$\w+/, 'variable'],
      [/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/, 'string'],
      [/\bAS\b/, 'keyword'],
      [/--[a-z-]+(?==|\s)/, 'attribute'],
      [/./, ''],
    ],
    heredocWaiting: [
      [/\n/, { token: '', switchTo: '@heredoc.$S2' }],
      [/./, ''],
    ],
    heredoc: [
      [
        /^\s*(\w+)[ \t]*\n/,
        { cases: { '$1==$S2': { token: 'string', next: '@popall' }, '@default': 'string.content' } },
      ],
      [/.*\n/, 'string.content'],
      [/.+/, 'string.content'],
    ],
  },
};

/** The language of a file, by its path. */
export function languageOf(path: string, dockerfile: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (path === dockerfile || name === 'dockerfile' || name.endsWith('.dockerfile')) return 'dockerfile';
  if (name.endsWith('.py')) return 'python';
  if (name.endsWith('.sh')) return 'shell';
  if (/\.(ini|cfg|toml|conf)$/.test(name)) return 'ini';
  if (name.endsWith('.txt') || name.endsWith('.in') || name.endsWith('.dockerignore')) return 'pip-requirements';
  return 'plaintext';
}

export function registerLanguages(monaco: Monaco): void {
  monaco.languages.register({ id: 'dockerfile' });
  monaco.languages.setMonarchTokensProvider('dockerfile', dockerfileTokens);
  monaco.languages.setLanguageConfiguration('dockerfile', {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    wordPattern: /[\w.:/@-]+/,
  });
  // Requirements and ignore files: lines with comments.
  monaco.languages.register({ id: 'pip-requirements' });
  monaco.languages.setMonarchTokensProvider('pip-requirements', {
    tokenizer: {
      root: [
        [/(^|\s)#.*$/, 'comment'],
        [/./, ''],
      ],
    },
  });
  monaco.languages.setLanguageConfiguration('pip-requirements', { comments: { lineComment: '#' } });
}
