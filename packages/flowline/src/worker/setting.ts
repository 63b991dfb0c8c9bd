import type { Setting } from "@flowline/ir";

/** The value of a setting now, or undefined where its environment variable is unset or empty. */
export function readSetting(setting: Setting): string | undefined {
  if ("value" in setting) return setting.value;
  const value = process.env[setting.env];
  return value === undefined || value === "" ? undefined : value;
}

/** The name under which a person knows a setting. */
export function settingName(setting: Setting): string {
  return "env" in setting ? setting.env : "the value in flow.config.ts";
}
