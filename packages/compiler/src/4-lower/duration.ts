import type { Diagnostic, Json, Span } from "@flowline/ir";
import { MAX_SHIFT_MS, nearestName } from "@flowline/ir";
import type { StringValue } from "ms";
import parse from "ms";
import { diagnose } from "../diagnostics/definition.js";
import { emptyDuration, endlessDuration, surprisingDuration, unreadableDuration } from "../diagnostics/form.js";

/** A duration that was read, or null; and what there is to say about it. */
export interface ReadDuration {
  readonly ms: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every unit that `ms` reads, the plain ones first. */
const UNITS: readonly string[] =
  "days hours minutes seconds weeks years day hour minute second week year milliseconds millisecond hrs hr mins min secs sec yrs yr msecs msec ms d h m s w y".split(
    " ",
  );
const FORM = /^(-?(?:\d+)?\.?\d+)\s*([\p{L}]+)$/u;

/** Reads a duration as authors write it: any spelling of `ms` with a unit, and more than nothing. */
export function readDuration(value: Json, span: Span | null): ReadDuration {
  const written = JSON.stringify(value);
  const [, count = "", unit = ""] = (typeof value === "string" ? FORM.exec(value.trim()) : null) ?? [];
  const text = `${count}${unit}`;
  const isUnit = UNITS.includes(unit.toLowerCase());
  if (!isUnit || !isDuration(text)) {
    const near = isUnit || unit === "" ? undefined : nearestName(unit, UNITS);
    const nearest = near === undefined ? suggestUnit(value) : `${count} ${near}`;
    return { ms: null, diagnostics: [diagnose(unreadableDuration, { written, nearest }, { span })] };
  }
  const ms = Math.round(parse(text));
  if (ms <= 0) return { ms: null, diagnostics: [diagnose(emptyDuration, { written }, { span })] };
  if (ms > MAX_SHIFT_MS) return { ms: null, diagnostics: [diagnose(endlessDuration, { written }, { span })] };
  return { ms, diagnostics: warnOfUnit({ written, count, unit }, span) };
}

function isDuration(text: string): text is StringValue {
  return text.length > 0 && text.length <= 100;
}

/** A bare number is most often meant in days. */
function suggestUnit(value: Json): string | undefined {
  const text = String(value).trim();
  return /^\d+$/.test(text) ? `${text}d` : undefined;
}

function warnOfUnit(
  { written, count, unit }: { readonly written: string; readonly count: string; readonly unit: string },
  span: Span | null,
): readonly Diagnostic[] {
  const isMinute = unit === "M" || (unit === "m" && count === "1");
  if (isMinute) {
    const [minutes, months] = count === "1" ? ["minute", "month"] : ["minutes", "months"];
    const facts = { written, means: `${count} ${minutes}, not ${count} ${months}`, instead: `"${count} ${minutes}"` };
    return [diagnose(surprisingDuration, facts, { span })];
  }
  if (!/^y/i.test(unit)) return [];
  const days = Number(count) * 365.25;
  const instead = `"${Math.round(Number(count) * 365)}d"`;
  return [diagnose(surprisingDuration, { written, means: `${days} days`, instead }, { span })];
}
