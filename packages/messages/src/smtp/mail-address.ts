import { domainToASCII } from "node:url";

/** An address that is safe to put into an SMTP command, or the reason why a text is none. */
export type AddressReading = { readonly address: string } | { readonly problem: string };

const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL_PART = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*$`);
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const CONTROL = /\p{Cc}/u;

/**
 * Reads one bare address, `local@domain`, and nothing that has ever confused a mail program: no display name, no
 * quoted local part, no comment, no second address. A domain outside ASCII is written in its ASCII form; a local part
 * outside ASCII is refused, because few servers accept it. The problem never repeats the text, which may be anything.
 */
export function readMailAddress(text: string): AddressReading {
  if (text === "") return { problem: "it is empty" };
  if (CONTROL.test(text)) return { problem: "it holds a line break or another control character" };
  if (/\s/.test(text)) return { problem: "it holds a space" };
  if (/[,;]/.test(text)) return { problem: "it holds a comma or a semicolon, as if it were several addresses" };
  if (/[<>"()\\[\]:]/.test(text)) return { problem: "it must be the bare address, without a name, quotes or brackets" };
  const at = text.indexOf("@");
  if (at === -1) return { problem: "it has no @" };
  if (text.includes("@", at + 1)) return { problem: "it has more than one @" };
  return readHalves(text.slice(0, at), text.slice(at + 1));
}

function readHalves(local: string, written: string): AddressReading {
  if (local.length > 64) return { problem: "the part before the @ is longer than 64 characters" };
  if (!LOCAL_PART.test(local)) return { problem: "the part before the @ has characters that mail servers refuse" };
  const domain = domainToASCII(written);
  const isValid = domain !== "" && domain.length <= 253 && domain.split(".").every(label => LABEL.test(label));
  if (!isValid) return { problem: "the part after the @ is not a domain" };
  return { address: `${local}@${domain}` };
}

/** A sender as a From header shows it. */
export interface Sender {
  /** Empty where only an address was given. */
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** Reads `ada@example.com` or `Ada <ada@example.com>`; a name may stand in double quotes. */
export function readSender(text: string): Sender | { readonly problem: string } {
  if (CONTROL.test(text)) return { problem: "it holds a line break or another control character" };
  const named = /^\s*([^<>]*?)\s*<([^<>]*)>\s*$/.exec(text);
  const reading = readMailAddress(named?.[2] ?? text.trim());
  if ("problem" in reading) return reading;
  const name = (named?.[1] ?? "").replace(/^"(.*)"$/, "$1");
  const domain = reading.address.slice(reading.address.indexOf("@") + 1);
  return Object.freeze({ name, address: reading.address, domain });
}
