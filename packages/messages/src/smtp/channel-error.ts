import { FlowError } from "@flowline/ir";

/** A channel's settings cannot be used. Its text never repeats them: they may hold a password. */
export class ChannelError extends FlowError {
  override readonly name = "ChannelError";
  readonly code = "CHANNEL_SETTINGS";
}
