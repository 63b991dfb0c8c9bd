/** Colours by what a box does, for light and dark pages. Names of classes are the roles of `DrawnBox`. */
export const SVG_STYLE: string = `
svg{--ink:#0f172a;--soft:#64748b;--line:#94a3b8;--page:#f8fafc;--card:#fff;--rim:#e2e8f0;--well:#eef2f7;font:14px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media(prefers-color-scheme:dark){svg{--ink:#e2e8f0;--soft:#94a3b8;--line:#64748b;--page:#0b1120;--card:#111c31;--rim:#22304a;--well:#0f182b}}
.ground{fill:var(--page)}.name{font-size:17px;font-weight:650;fill:var(--ink)}
.body{fill:var(--well);stroke:var(--line);stroke-dasharray:4 4;stroke-opacity:.7}
.box>rect{fill:var(--card);stroke:var(--rim);stroke-width:1.2}.box>rect.edge{fill:var(--tone,#64748b);stroke:none}
.box text{fill:var(--ink);font-weight:550}.box .eyebrow{fill:var(--tone,#64748b);font-size:11px;font-weight:650;letter-spacing:.04em}
.trigger{--tone:#0f766e}.step{--tone:#4f46e5}.wait{--tone:#b45309}.decide{--tone:#7c3aed}.assign{--tone:#475569}.call{--tone:#0369a1}
.map,.loop,.scope{--tone:#0e7490}.exit,.exit-watch,.error{--tone:#be123c}.goal{--tone:#15803d}
.way{fill:none;stroke:var(--line);stroke-width:1.6}.inward{stroke-dasharray:3 3}.tip{fill:var(--line)}
.label{font-size:11.5px;fill:var(--soft);text-anchor:middle;paint-order:stroke;stroke:var(--page);stroke-width:5px;stroke-linejoin:round}
.dot circle{fill:var(--line)}.dot .ring{fill:none;stroke:var(--line);stroke-width:1.4}
`
  .trim()
  .replace(/\n/g, "");
