import type { Expression, SendAction, SendHandler, StepAttempt, StepResult } from "@flowline/ir";
import { interpret } from "@flowline/ir";
import type { SmtpProvider } from "../smtp/smtp-provider.js";
import type { MessageLibrary } from "../templates/load-messages.js";
import { MessageError } from "../templates/message-error.js";

/** Options of `createSendHandler`. */
export interface SendHandlerOptions {
  /** Where messages come from. It is asked anew for every send, so it may change while a worker runs. */
  readonly library: Pick<MessageLibrary, "find" | "findProblem" | "render">;
  readonly provider: Pick<SmtpProvider, "name" | "messageIdOf" | "send">;
}

/**
 * Renders messages and hands them to a provider. Copy is resolved late: a run that has waited for weeks gets today's
 * text of its message, with the values that were read when it arrived at the step.
 */
export function createSendHandler(options: SendHandlerOptions): SendHandler {
  return Object.freeze({
    check: (action: SendAction) => {
      const reason = findReason(action, options.library);
      return reason === undefined ? { served: true as const } : { served: false as const, reason };
    },
    send: (attempt: StepAttempt) => sendMessage(attempt, options),
  });
}

function findReason(action: SendAction, library: SendHandlerOptions["library"]): string | undefined {
  const problem = library.findProblem(action.message);
  if (problem !== undefined) return problem;
  const unread = (library.find(action.message)?.variables ?? [])
    .map(variable => variable.field)
    .filter((field, index, all) => !action.reads.includes(field) && all.indexOf(field) === index);
  if (unread.length > 0) {
    const message = JSON.stringify(action.message);
    return `The message ${message} mentions ${unread.join(", ")}, which the deployed flow does not read. Compile and deploy the flow again.`;
  }
  return readsClock(action.to)
    ? "The recipient's address depends on the clock, which a step does not have."
    : undefined;
}

/** In canonical text an unescaped `"op":` can only be an expression's own. */
function readsClock(expression: Expression): boolean {
  return /"op":"(?:now|startOfToday)"/.test(JSON.stringify(expression));
}

async function sendMessage(attempt: StepAttempt, { library, provider }: SendHandlerOptions): Promise<StepResult> {
  // `check` refuses addresses that read the clock, so which time it is cannot matter.
  const to = interpret(attempt.action.to, { row: attempt.subject, nowMs: 0 });
  const who = `${attempt.subjectName} ${attempt.subjectId}`;
  if (to === null || to === "") return failed(`${who} has no mail address.`, false);
  if (typeof to !== "string") return failed(`The mail address of ${who} is not text.`, false);
  const message = render(attempt, library);
  if (typeof message === "string") return failed(message, true);
  if (attempt.signal.aborted) return failed("The worker stopped before the mail was handed over.", true);
  const messageId = provider.messageIdOf(attempt.idempotencyKey);
  const { idempotencyKey, signal } = attempt;
  const delivery = await provider.send({ to, ...message, messageId, idempotencyKey, signal });
  if (delivery.status === "refused") return failed(delivery.error, delivery.retry);
  return { status: "completed", output: Object.freeze({ to, messageId, provider: provider.name }) };
}

/** The mail's content, or why there is none: a mistake in the deployment, which the next one may have put right. */
function render(attempt: StepAttempt, library: SendHandlerOptions["library"]) {
  try {
    return library.render(attempt.action.message, attempt.subject);
  } catch (error) {
    if (error instanceof MessageError) return error.message;
    throw error;
  }
}

function failed(error: string, retry: boolean): StepResult {
  return Object.freeze({ status: "failed", error, retry });
}
