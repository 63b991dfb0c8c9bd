import { type ReactElement, useState } from "react";
import type { MailView as Mail } from "../../api/types.js";
import { usePolled } from "../api/use-polled.js";
import { Pending } from "../parts/notice.js";

/** One mail: its headers, and its HTML or its text. */
export function MailView({ mailId }: { readonly mailId: string }): ReactElement {
  const path = `/api/inbox/${encodeURIComponent(mailId)}`;
  const { value: mail, problem } = usePolled<Mail>(path);
  const [wanted, setWanted] = useState<"html" | "text">("html");
  if (mail === null) {
    return <Pending problem={problem} />;
  }
  const shown = mail.hasHtml ? wanted : "text";
  return (
    <article className="letter">
      <header className="letter-head">
        <h2>{mail.subject}</h2>
        <dl className="letter-facts">
          <dt>From</dt>
          <dd>{mail.from}</dd>
          <dt>To</dt>
          <dd>{mail.to}</dd>
          <dt>Message-ID</dt>
          <dd>
            <code>{mail.messageId}</code>
          </dd>
        </dl>
        <fieldset className="segments">
          <legend className="unseen">Part</legend>
          <button
            type="button"
            disabled={!mail.hasHtml}
            aria-pressed={shown === "html"}
            onClick={() => setWanted("html")}
          >
            HTML
          </button>
          <button type="button" aria-pressed={shown === "text"} onClick={() => setWanted("text")}>
            Text
          </button>
        </fieldset>
      </header>
      {shown === "html" ? (
        // A stranger's HTML: it has no origin, runs nothing and loads nothing. Its links open a tab of their own.
        <iframe
          className="letter-html"
          title={`Mail: ${mail.subject}`}
          src={`${path}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      ) : (
        <pre className="letter-text">{mail.text}</pre>
      )}
    </article>
  );
}
