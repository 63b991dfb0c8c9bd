import { FlowError } from "@flowline/ir";

/** What kept a message from being rendered. */
export type MessageErrorCode = "MESSAGE_UNKNOWN" | "MESSAGE_BROKEN" | "MESSAGE_VALUE_MISSING";

/** A message could not be rendered. Its text never holds a subject's values. */
export class MessageError extends FlowError {
  override readonly name = "MessageError";
  readonly code: MessageErrorCode;
  /** The message's name. */
  readonly messageName: string;

  constructor(code: MessageErrorCode, messageName: string, text: string) {
    super(text);
    this.code = code;
    this.messageName = messageName;
  }
}
