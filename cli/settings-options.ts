import { realpathSync } from 'node:fs';
import { Misuse, type Surroundings } from './command';
import { type FoundSettings, findSettings, readNamedSettings } from './find-settings';
import type { ProjectOnDisk } from './read-project';

/** Options of every command that goes by a team's settings. */
export const settingsOptions = {
  config: { type: 'string' },
  'no-config': { type: 'boolean', default: false },
} as const;

/** Their lines of a help. */
export const settingsHelp = `  --config FILE                 Settings to go by, instead of layerwise.yaml and .hadolint.yaml found from the
                                Dockerfile's folder upwards
  --no-config                   No settings files`;

interface SettingsValues {
  readonly config?: string | undefined;
  readonly 'no-config': boolean;
}

const none: FoundSettings = { ok: true, settings: {}, files: [], notes: [] };

/** Reads settings for one Dockerfile after the other; each folder's are read once. */
export function settingsReader(values: SettingsValues, surroundings: Surroundings) {
  const { config } = values;
  if (config === '') throw new Misuse('--config takes the name of a settings file.');
  if (config !== undefined && values['no-config']) throw new Misuse('--config and --no-config exclude each other.');
  const folder = realpathSync(surroundings.folder);
  const named = config === undefined ? null : readNamedSettings(config, folder);
  const known = new Map<string, FoundSettings>();
  return ({ home }: Pick<ProjectOnDisk, 'home'>): FoundSettings => {
    if (named !== null) return named;
    if (values['no-config']) return none;
    const found = known.get(home) ?? findSettings(home, folder);
    known.set(home, found);
    return found;
  };
}
