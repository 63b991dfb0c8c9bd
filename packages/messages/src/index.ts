// Messages: read, rendered, handed over. In the order in which a newcomer would read them.

export type { SendHandlerOptions } from "./send/send-handler.js";
export { createSendHandler } from "./send/send-handler.js";
export { ChannelError } from "./smtp/channel-error.js";
export type { Refusal } from "./smtp/describe-smtp-error.js";
export type { Delivery, OutgoingMail, SmtpProvider, SmtpProviderOptions } from "./smtp/smtp-provider.js";
export { createSmtpProvider } from "./smtp/smtp-provider.js";
export { loadCatalog } from "./templates/load-catalog.js";
export type { MessageLibrary, RenderedMessage } from "./templates/load-messages.js";
export { loadMessages } from "./templates/load-messages.js";
export type { MessageErrorCode } from "./templates/message-error.js";
export { MessageError } from "./templates/message-error.js";
export type { MessageFindingCode, MessagePage } from "./templates/message-findings.js";
export { MESSAGE_FINDING_CODES, messagePages } from "./templates/message-findings.js";
