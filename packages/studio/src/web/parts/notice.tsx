import type { ReactElement, ReactNode } from "react";

/** What stands where there is nothing yet: what this place is for, and what to do next. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="empty">
      <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true" className="empty-art">
        <circle cx="16" cy="14" r="7" />
        <path d="M16 21v8a12 12 0 0 0 12 12h40a12 12 0 0 1 12 12" />
        <circle cx="80" cy="56" r="5" className="empty-dot" />
      </svg>
      <h2>{title}</h2>
      <div className="empty-text">{children}</div>
    </div>
  );
}

/** Stands where a first answer is still on its way, or did not come. */
export function Pending({ problem }: { readonly problem: { readonly message: string } | null }): ReactElement {
  return problem === null ? (
    <p className="pending" aria-busy="true">
      Looking…
    </p>
  ) : (
    <p className="pending" role="status">
      {problem.message}
    </p>
  );
}
