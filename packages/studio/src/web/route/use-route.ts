import { useSyncExternalStore } from "react";
import { parseRoute, printRoute, type Route } from "./route.js";

/** The route of the address, kept up to date. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}

/** Goes to a route without a new entry in the browser's history: for filters, which one does not want to walk back through. */
export function replaceRoute(route: Route): void {
  window.history.replaceState(null, "", printRoute(route));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}
