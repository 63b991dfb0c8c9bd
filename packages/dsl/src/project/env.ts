/** A setting that whoever runs the project reads from the environment. */
export interface EnvironmentSetting {
  readonly env: string;
}

/**
 * Names an environment variable: `env("DATABASE_URL")`. The compiled project holds the name; the value is read by the
 * worker that needs it and is never written down.
 */
export function env(name: string): EnvironmentSetting {
  return Object.freeze({ env: name });
}

/** A setting as authors give it: named with `env`, or written out. */
export type SettingOption = EnvironmentSetting | string;
