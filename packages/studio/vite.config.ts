import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The page. The policy forbids inline scripts, so the polyfill that Vite would write into the HTML is left out. */
export default defineConfig({
  root: "src/web",
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The licenses of what is built in ask to go with it.
    license: { fileName: "licenses.md" },
  },
});
