import type { Story, StoryLine } from "./story.js";

const DAY_MS = 86_400_000;

/** How a story is printed. */
export interface StoryFormat {
  /** The reader's IANA zone. Default: UTC. */
  readonly zone?: string;
}

/** The story as text: a line for each thing that happened, with the day since the start and the time in the reader's zone. */
export function formatStory(story: Story, { zone = "UTC" }: StoryFormat = {}): string {
  const clock = createClock(zone);
  const several = new Set(story.lines.map(({ run }) => run).filter(run => run !== null)).size > 1;
  const heads = story.lines.map(line => headOf(line, story, clock));
  const width = Math.max(0, ...heads.map(head => head.length));
  const lines = story.lines.map((line, index) => {
    const head = (heads[index] === heads[index - 1] ? "" : (heads[index] ?? "")).padEnd(width);
    return `${head}  ${textOf(line, several, clock)}`.trimEnd();
  });
  return [...lines, ...openEnds(story)].join("\n");
}

interface ReaderClock {
  /** `Thu 6 Mar 09:00`. */
  readonly day: (ms: number) => string;
  /** Days since 1970 in the zone, for counting from the start. */
  readonly dayNumber: (ms: number) => number;
}

function createClock(zone: string): ReaderClock {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  return {
    day: ms => {
      const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
      const get = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
      return `${get("weekday")} ${get("day")} ${get("month")} ${get("hour")}:${get("minute")}`;
    },
    dayNumber: ms => Math.round(Date.parse(date.format(ms)) / DAY_MS),
  };
}

function headOf({ atMs }: StoryLine, story: Story, clock: ReaderClock): string {
  return `day ${clock.dayNumber(atMs) - clock.dayNumber(story.startMs)}, ${clock.day(atMs)}`;
}

function textOf({ run, text, untilMs, reason }: StoryLine, several: boolean, clock: ReaderClock): string {
  const until = untilMs === null ? "" : ` ${clock.day(untilMs)}`;
  const mark = run === null ? "* " : several ? `[${run}] ` : "";
  return `${mark}${text}${until}${reason === null ? "" : ` (${reason})`}`;
}

/** What has not ended must be said too. */
function openEnds({ runs, flow }: Story): readonly string[] {
  if (runs.length === 0) return [`Nobody enters "${flow}" in this story.`];
  return runs
    .filter(({ endedMs }) => endedMs === null)
    .map(
      ({ id, at, state }) =>
        `${id} is still ${state}${at.length === 0 ? "" : ` at ${at.map(node => JSON.stringify(node)).join(", ")}`}.`,
    );
}
