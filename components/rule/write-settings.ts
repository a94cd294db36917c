import type { Settings } from '@/lib/analyzer/settings/types';

/** Keys and values stand in double quotes where YAML would read something else into them. */
function quote(text: string): string {
  return /^[a-z][\w./-]*$/i.test(text) ? text : JSON.stringify(text);
}

function writeMap(name: string, entries: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(entries).map(([key, value]) => `  ${quote(key)}: ${quote(value)}`);
  return lines.length === 0 ? [] : [`${name}:`, ...lines];
}

/** Settings as they would stand in `layerwise.yaml`; what is not said is left out. */
export function writeSettings(settings: Partial<Settings>): string {
  const { rules, trustedRegistries, labelSchema, strictLabels, ignoreComments, failOn } = settings;
  return [
    ...writeMap('rules', rules ?? {}),
    ...(trustedRegistries === undefined ? [] : [`trusted-registries: [${trustedRegistries.map(quote).join(', ')}]`]),
    ...writeMap('label-schema', labelSchema ?? {}),
    ...(strictLabels === undefined ? [] : [`strict-labels: ${strictLabels}`]),
    ...(ignoreComments === undefined ? [] : [`ignore-comments: ${ignoreComments}`]),
    ...(failOn === undefined || failOn === null ? [] : [`fail-on: ${failOn}`]),
  ].join('\n');
}
