import type { Environment, ReadableVariable } from "../environment.js";
import type { DagTask } from "./read-dag.js";

/**
 * What a task may read of the tasks before it. A task that runs only if all its parents ran knows that they did, and what
 * they knew; any other may find nothing.
 */
export function environmentOf(
  task: DagTask,
  known: ReadonlyMap<string, Environment>,
  before: Environment,
): Environment {
  const isStrict = task.ifSkipped === null && task.ifFailed === null;
  const steps = new Map(before.steps);
  const choices = new Map(before.choices);
  for (const parent of task.parents) {
    const environment = known.get(parent);
    for (const [name, variable] of environment?.steps ?? []) {
      if (before.steps.get(name) === variable) continue;
      const certain = (isStrict && variable.certain) || steps.get(name)?.certain === true;
      steps.set(name, { ...variable, certain });
    }
    for (const [path, texts] of environment?.choices ?? []) choices.set(path, texts);
  }
  return { ...before, steps, choices };
}

/** After a dag: a task that nothing can keep from running has run, or the dag has failed. */
export function afterDag(
  tasks: readonly DagTask[],
  known: ReadonlyMap<string, Environment>,
  before: Environment,
): Environment {
  const certain = new Set<string>();
  const tolerated = new Set(tasks.flatMap(task => (task.ifFailed === null ? [] : task.parents)));
  const steps = new Map<string, ReadableVariable>(before.steps);
  const choices = new Map(before.choices);
  for (const task of tasks) {
    const isFree = task.when === null && task.options.get("skipIf") === null && task.options.get("cancelIf") === null;
    const isCertain = isFree && !tolerated.has(task.name) && task.parents.every(parent => certain.has(parent));
    if (isCertain) certain.add(task.name);
    const environment = known.get(task.name);
    const variable = environment?.steps.get(task.name);
    if (variable !== undefined) steps.set(task.name, { ...variable, certain: isCertain });
    for (const [path, texts] of environment?.choices ?? []) choices.set(path, texts);
  }
  return { ...before, steps, choices };
}
