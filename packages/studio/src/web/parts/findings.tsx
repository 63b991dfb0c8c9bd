import type { Diagnostic } from "@flowline/ir";
import type { ReactElement } from "react";
import { usePolled } from "../api/use-polled.js";
import { printPlace } from "../graph/to-graph.js";

/** What the compiler says about the source as it is now; nothing where it has nothing to say. */
export function Findings(): ReactElement | null {
  const { value } = usePolled<{ readonly diagnostics: readonly Diagnostic[] }>("/api/diagnostics");
  const findings = value?.diagnostics ?? [];
  if (findings.length === 0) {
    return null;
  }
  const broken = findings.some(finding => finding.severity === "error");
  return (
    <section className={`findings ${broken ? "findings-broken" : ""}`} aria-label="Compiler findings">
      <h2>{broken ? "The source does not compile; this is the last version that did" : "The compiler has a remark"}</h2>
      <ul>
        {findings.map(finding => (
          <li key={`${finding.code} ${finding.message} ${finding.span === null ? "" : printPlace(finding.span)}`}>
            <Finding finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Finding({ finding }: { readonly finding: Diagnostic }): ReactElement {
  return (
    <>
      <p className="finding-message">
        <span className="finding-code">{finding.code}</span> {finding.message}
      </p>
      <p className="finding-rest">
        {finding.cause} <strong>{finding.fix}</strong>
      </p>
      {finding.span !== null && <code className="place">{printPlace(finding.span)}</code>}
    </>
  );
}
