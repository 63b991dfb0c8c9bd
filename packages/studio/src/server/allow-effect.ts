/** The headers by which a browser says who asks. */
export interface EffectHeaders {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly contentType: string | undefined;
}

/** Whether a request may change something, or why not. */
export type EffectVerdict = { readonly allowed: true } | { readonly allowed: false; readonly message: string };

/**
 * A request with an effect must come from the studio's own page: JSON (no form can send it), and an origin that the
 * browser vouches for. Browsers always send one of the two headers with a POST, so a request without both is refused too.
 */
export function allowEffect(headers: EffectHeaders): EffectVerdict {
  if (headers.contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    return { allowed: false, message: "Only JSON is accepted here: send it with Content-Type: application/json." };
  }
  const { origin, secFetchSite, host } = headers;
  const foreign =
    (origin === undefined && secFetchSite === undefined) ||
    (origin !== undefined && origin !== `http://${host ?? ""}`) ||
    (secFetchSite !== undefined && secFetchSite !== "same-origin");
  return foreign
    ? { allowed: false, message: "Only the studio's own page may ask for this. From a script, use `flow clock`." }
    : { allowed: true };
}
