import type { ReactElement } from "react";
import type { MailSummaryView } from "../../api/types.js";
import { usePolled } from "../api/use-polled.js";
import { EmptyState, Pending } from "../parts/notice.js";
import { tellCount } from "../parts/tell-time.js";
import { printRoute } from "../route/route.js";
import { replaceRoute } from "../route/use-route.js";
import { MailView } from "./mail-view.js";

interface InboxAnswer {
  readonly mails: readonly MailSummaryView[];
  readonly found: number;
  readonly total: number;
}

/** The mails that were sent, newest first, and the chosen one as its reader would see it. */
export function InboxPage({ mailId, words }: { readonly mailId: string | null; readonly words: string }): ReactElement {
  const { value, problem } = usePolled<InboxAnswer>(`/api/inbox?${new URLSearchParams({ q: words }).toString()}`);
  if (value !== null && value.total === 0) {
    return (
      <EmptyState title="No mail yet">
        <p>
          Every mail that <code>flow dev</code> sends lands here and goes no further. When somebody enters a flow whose
          first step is a send, theirs is the first.
        </p>
        <p>
          Is one waiting for days? Push the clock with <strong>+1 day</strong> or <strong>+7 days</strong>, above.
        </p>
      </EmptyState>
    );
  }
  const chosen = mailId ?? value?.mails[0]?.id ?? null;
  return (
    <>
      <h1 className="unseen">Inbox</h1>
      <div className="inbox">
        <section className="mail-list" aria-label="Mails">
          <label className="field mail-search">
            <span className="unseen">Search by recipient or subject line</span>
            <input
              type="search"
              placeholder="Search by recipient or subject line"
              value={words}
              onChange={event => replaceRoute({ page: "inbox", mailId, words: event.target.value })}
            />
          </label>
          {value === null ? <Pending problem={problem} /> : <MailList answer={value} chosen={chosen} words={words} />}
        </section>
        <section className="mail" aria-label="Mail">
          {chosen === null ? <p className="hint">Nothing is chosen.</p> : <MailView key={chosen} mailId={chosen} />}
        </section>
      </div>
    </>
  );
}

function MailList(props: {
  readonly answer: InboxAnswer;
  readonly chosen: string | null;
  readonly words: string;
}): ReactElement {
  const { mails, found, total } = props.answer;
  return (
    <>
      <p className="mail-total" role="status">
        {found === total ? `${tellCount(total)} mails` : `${tellCount(found)} of ${tellCount(total)} mails`}
        {mails.length < found && `, the newest ${tellCount(mails.length)} are shown`}
      </p>
      <ul>
        {mails.map(mail => (
          <li key={mail.id}>
            <a
              className="mail-row"
              href={printRoute({ page: "inbox", mailId: mail.id, words: props.words })}
              aria-current={mail.id === props.chosen ? "true" : undefined}
            >
              <span className="mail-subject">{mail.subject}</span>
              <span className="mail-to">{mail.to}</span>
              <time className="mail-time" dateTime={mail.receivedAt}>
                {clockOf(mail.receivedAt)}
              </time>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Mails arrive in real time, and today: the reader's own clock says most. */
function clockOf(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB");
}
