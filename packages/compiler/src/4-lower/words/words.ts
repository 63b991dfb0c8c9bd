import type { PlaceWord } from "../flow-scope.js";
import { placeApproval } from "./approval.js";
import { placeEmit, placeSet } from "./assign.js";
import { placeBadConfig } from "./bad-config.js";
import { placeCall, placeStart } from "./call.js";
import { placeDag } from "./dag.js";
import { placeDo } from "./do.js";
import { placeExit } from "./exit.js";
import { keepNote, keepOnError, keepWatcher } from "./flow-wide.js";
import { placeForEach } from "./for-each.js";
import { placeHttp } from "./http.js";
import { placeEach, placeGroup, placeUse } from "./inline.js";
import { placeParallel, placeRace } from "./parallel.js";
import { placeForever, placeRepeat } from "./repeat.js";
import { placeSend } from "./send.js";
import { placeSplit } from "./split.js";
import { placeSwitch } from "./switch.js";
import { placeCatch, placeTry } from "./try.js";
import { placeWaitFor } from "./wait-for.js";
import { placeWaitForAll } from "./wait-for-all.js";
import { placeWaitUntil } from "./wait-until.js";
import { placeWhen } from "./when.js";

/** Every word that stands inside a chain. */
const WORDS: Readonly<Record<string, PlaceWord>> = {
  send: placeSend,
  waitFor: placeWaitFor,
  waitUntil: placeWaitUntil,
  waitForAll: placeWaitForAll,
  approval: placeApproval,
  when: placeWhen,
  switch: placeSwitch,
  split: placeSplit,
  parallel: placeParallel,
  race: placeRace,
  repeat: placeRepeat,
  forever: placeForever,
  forEach: placeForEach,
  each: placeEach,
  call: placeCall,
  start: placeStart,
  do: placeDo,
  http: placeHttp,
  set: placeSet,
  emit: placeEmit,
  exit: placeExit,
  exitWhen: keepWatcher,
  goal: keepWatcher,
  try: placeTry,
  catch: placeCatch,
  onError: keepOnError,
  dag: placeDag,
  use: placeUse,
  note: keepNote,
  group: placeGroup,
  journey: placeBadConfig,
};

/** What places a word, or null where no such word stands inside a chain. */
export function wordNamed(word: string): PlaceWord | null {
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null;
}
