import type { Category, Rule, Severity } from '@/lib/analyzer/rules/types';

/** The categories in the order in which the index shows them, each with what its rules are about. */
export const categories: readonly { readonly category: Category; readonly name: string; readonly about: string }[] = [
  { category: 'size', name: 'Size', about: 'Bytes that the image does not need.' },
  { category: 'speed', name: 'Speed', about: 'Time that builds and rebuilds do not need.' },
  { category: 'security', name: 'Security', about: 'What helps an attacker.' },
  { category: 'reliability', name: 'Reliability', about: 'What fails, now or one day.' },
  { category: 'reproducibility', name: 'Reproducibility', about: 'What makes two builds of one text differ.' },
  { category: 'clarity', name: 'Clarity', about: 'What misleads the next reader.' },
];

export const severityNames: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

export function nameOfCategory(category: Category): string {
  return categories.find((entry) => entry.category === category)?.name ?? category;
}

/** A tool with the codes of its own for what a rule finds, each with the page on which the tool explains it. */
export interface ForeignCodes {
  readonly tool: 'hadolint' | 'ShellCheck' | 'BuildKit';
  readonly codes: readonly { readonly code: string; readonly url: string }[];
}

/** `JSONArgsRecommended` is at `json-args-recommended`. */
function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** The codes of other tools by tool. hadolint passes the codes of ShellCheck on under their own names. */
export function listForeignCodes({ codes }: Pick<Rule, 'codes'>): readonly ForeignCodes[] {
  const { hadolint = [], buildkit = [] } = codes;
  const link = (code: string, url: string) => ({ code, url });
  const tools: readonly ForeignCodes[] = [
    {
      tool: 'hadolint',
      codes: hadolint
        .filter((code) => code.startsWith('DL'))
        .map((code) => link(code, `https://github.com/hadolint/hadolint/wiki/${code}`)),
    },
    {
      tool: 'ShellCheck',
      codes: hadolint
        .filter((code) => code.startsWith('SC'))
        .map((code) => link(code, `https://www.shellcheck.net/wiki/${code}`)),
    },
    {
      tool: 'BuildKit',
      codes: buildkit.map((name) => link(name, `https://docs.docker.com/reference/build-checks/${kebab(name)}/`)),
    },
  ];
  return tools.filter((entry) => entry.codes.length > 0);
}
