// The studio: one local page over a runtime client. The server first, then the words that the `flow` command shares.

export type { Inbox, InboxMail } from "./server/inbox.js";
export { type Studio, type StudioOptions, startStudio } from "./server/start-studio.js";
export { HostRefusedError, PortInUseError, StudioError } from "./server/studio-error.js";
export { formatInstant, formatInstantToSecond } from "./story/format-instant.js";
export { type StoryLine, type StoryTone, type ToldRun, tellStory } from "./story/tell-story.js";
