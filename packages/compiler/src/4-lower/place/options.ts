import { nearestName } from "@flowline/ir";
import { diagnose, listNames } from "../../diagnostics/definition.js";
import { ignoredOption, unknownOption, wrongOption } from "../../diagnostics/words.js";
import { readDuration } from "../duration.js";
import { type Call, report } from "../flow-scope.js";

import { refuseArgument } from "./call.js";
import { describeGiven, type Given, itemsOf, jsonOf, memberOf, membersOf, nameSpanOf } from "./given.js";

/** The options of a call, each read by its name. What is wrong with one is reported, and it counts as absent. */
export class Options {
  readonly #call: Call;
  readonly #given: Given | null;

  constructor(call: Call, given: Given | null) {
    this.#call = call;
    this.#given = given;
  }

  /** The option as it is given. */
  get(name: string): Given | null {
    const given = this.#given === null ? null : memberOf(this.#given, name);
    return given?.draft.kind === "odd" && given.draft.what === "undefined" ? null : given;
  }

  /** A text that is not empty. */
  text(name: string): string | null {
    return this.#read(name, "a text", value => (typeof value === "string" && value !== "" ? value : undefined));
  }

  /** One of these texts. */
  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    return this.#read(name, `one of ${listNames(choices)}`, value => choices.find(choice => choice === value));
  }

  /** A whole number that is at least so much. */
  count(name: string, least: number): number | null {
    return this.#read(name, `a whole number from ${least} on`, value =>
      typeof value === "number" && Number.isInteger(value) && value >= least ? value : undefined,
    );
  }

  /** A number that is at least so much. */
  number(name: string, least: number, most: number): number | null {
    return this.#read(name, `a number from ${least} to ${most}`, value =>
      typeof value === "number" && value >= least && value <= most ? value : undefined,
    );
  }

  flag(name: string): boolean | null {
    return this.#read(name, "true or false", value => (typeof value === "boolean" ? value : undefined));
  }

  /** A duration in milliseconds. */
  duration(name: string): number | null {
    const given = this.get(name);
    return given === null ? null : durationOf(this.#call, given);
  }

  /** A list of durations in milliseconds; a single one is a list of one. */
  durations(name: string): readonly number[] | null {
    const given = this.get(name);
    if (given === null) return null;
    const items = itemsOf(given) ?? [given];
    return items.flatMap(item => durationOf(this.#call, item) ?? []);
  }

  /** Reports an option that is not what the word takes. */
  refuse(name: string, wanted: string): null {
    const given = this.get(name);
    const facts = { word: this.#call.link.word, option: name, wanted, found: describeGiven(given) };
    return report(this.#call.scope, diagnose(wrongOption, facts, { span: given?.span ?? this.#call.span }));
  }

  /** Reports an option that says nothing where it stands: `beside` what, or `without` what. */
  ignore(name: string, where: string): void {
    const facts = { word: this.#call.link.word, option: name, where };
    report(this.#call.scope, diagnose(ignoredOption, facts, { span: this.get(name)?.span ?? this.#call.span }));
  }

  #read<Value>(name: string, wanted: string, accept: (value: unknown) => Value | undefined): Value | null {
    const given = this.get(name);
    if (given === null) return null;
    return accept(jsonOf(given)) ?? this.refuse(name, wanted);
  }
}

/** The options at that place, with those reported that the word does not know. */
export function readOptions(call: Call, given: Given | null, known: readonly string[]): Options {
  if (given === null) return new Options(call, null);
  const members = membersOf(given);
  if (members === null) {
    refuseArgument(call, given, "an object of options");
    return new Options(call, null);
  }
  for (const [name, member] of members) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const facts = { word: call.link.word, what: "option", name, known, nearest } as const;
    report(call.scope, diagnose(unknownOption, facts, { span: nameSpanOf(member) }));
  }
  return new Options(call, given);
}

/** Reads a duration, with its findings. */
export function durationOf(call: Call, given: Given): number | null {
  const { ms, diagnostics } = readDuration(jsonOf(given) ?? null, given.span);
  for (const diagnostic of diagnostics) report(call.scope, diagnostic);
  if (ms !== null) {
    call.scope.found.waits.push({ ms, written: describeGiven(given), span: given.span });
  }
  return ms;
}
