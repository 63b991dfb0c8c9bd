/**
 * Whether a request names this server as itself. A page of the internet can point a name of its own at 127.0.0.1 (DNS
 * rebinding) and then read what it likes as its own origin: only the Host header tells. `rawHeaders` is Node's flat list
 * of names and values; there, unlike in the parsed headers, a second Host header can be seen.
 */
export function allowHost(rawHeaders: readonly string[], port: number): boolean {
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "host");
  const [host] = hosts;
  return hosts.length === 1 && host !== undefined && LOOPBACK_NAMES.some(name => host === `${name}:${port}`);
}

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];
