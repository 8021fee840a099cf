/** The styles of a report: both themes, and paper. */
export const reportStyle = `:root { color-scheme: light dark;
  --bg: light-dark(#fff, #1f2023); --sunken: light-dark(#f6f7f9, #191a1c); --line: light-dark(#dcdfe5, #3a3c42); --line-2: light-dark(#858c98, #848a95);
  --text: light-dark(#1c1f24, #e6e8eb); --text-2: light-dark(#4a505a, #b9bec7); --accent: light-dark(#1457c2, #8fb6ff); --key: light-dark(#73378f, #d3a8ec);
  --pass: light-dark(#12703a, #62c78c); --warn: light-dark(#855200, #e9b24d); --fail: light-dark(#b3251b, #ff9288); --neutral: light-dark(#5a616c, #a3a9b3);
  --fail-bg: light-dark(#fce9e7, #452523); --mark: light-dark(#e2ebfc, #263652); --pii: light-dark(#eceef2, #313339);
  --ui: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
*, ::before, ::after { box-sizing: border-box; }
html { font: 14px/21px var(--ui); -webkit-text-size-adjust: none; text-size-adjust: none; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--bg); color: var(--text); }
h1, h2, h3, p, dl, dd, ol, ul, pre, figure, table { margin: 0; padding: 0; font: inherit; }
ul, ol { list-style: none; }
a { color: var(--accent); text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; }
a:focus-visible, figure:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre, .mono { font-family: var(--mono); font-size: 12px; }
.page { max-width: 960px; margin: 0 auto; padding: 32px 24px 64px; }
.top { display: flex; align-items: center; gap: 8px; color: var(--text-2); font-size: 12px; line-height: 18px; }
.top svg { width: 16px; height: 16px; color: var(--accent); flex: none; }
.top > :last-child { margin-inline-start: auto; text-align: end; }
.st { width: 16px; height: 16px; flex: none; }
.st--fail { color: var(--fail); } .st--warn { color: var(--warn); } .st--pass { color: var(--pass); } .st--neutral { color: var(--neutral); }
h1 { display: flex; gap: 10px; align-items: start; margin-block: 20px 8px; font-size: 24px; line-height: 31px; font-weight: 600; text-wrap: balance; }
h1 .st { width: 24px; height: 24px; margin-block-start: 4px; }
.lead { max-width: 78ch; font-size: 15px; line-height: 23px; }
.sum { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); margin-block: 20px; border-block: 1px solid var(--line-2); }
.sum li { display: flex; align-items: center; gap: 8px; padding: 10px 12px; }
.sum li + li { border-inline-start: 1px solid var(--line); }
.sum li:first-child { padding-inline-start: 0; }
.sum .st { width: 20px; height: 20px; }
.sum b { font-size: 20px; line-height: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: 96px minmax(0, 1fr) 96px minmax(0, 1fr); gap: 4px 12px; }
.facts dt, .k { color: var(--text-2); }
.facts dd { overflow-wrap: anywhere; }
.toc { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-block-start: 20px; padding-block: 8px; border-block: 1px solid var(--line); }
h2 { margin-block: 40px 12px; padding-block-end: 6px; border-block-end: 1px solid var(--line-2); font-size: 17px; line-height: 24px; font-weight: 600; display: flex; align-items: baseline; gap: 8px; }
h2 small { font-size: 12px; font-weight: 400; color: var(--text-2); }
h3 { font-weight: 600; }
.group { margin-block: 20px 4px; color: var(--text-2); font-size: 12px; font-weight: 600; }
.chk { display: grid; grid-template-columns: 16px minmax(0, 1fr); gap: 4px 10px; padding-block: 12px; border-block-end: 1px solid var(--line); }
.chk > .st { margin-block-start: 2.5px; }
.chk h3 { font-size: 15px; }
.chk h3 .id { font-weight: 400; font-size: 12px; color: var(--text-2); margin-inline-start: 6px; }
.chk dl { grid-column: 2; display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 3px 12px; }
.chk dt { color: var(--text-2); }
.chk dd { overflow-wrap: anywhere; }
.chk .is-fix dd, .fix { font-weight: 600; }
.suite { display: block; color: var(--text-2); font-size: 12px; line-height: 18px; }
table { width: 100%; border-collapse: collapse; }
th { text-align: start; font-weight: 400; }
th, td { padding: 5px 12px 5px 0; border-block-end: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--text-2); font-size: 12px; white-space: nowrap; border-block-end-color: var(--line-2); }
td:last-child, th:last-child { padding-inline-end: 0; }
.v { display: inline-flex; gap: 6px; align-items: start; } .v { vertical-align: top; } .v .st { margin-block-start: 2.5px; }
.c-st { width: 124px; } .c-st ~ th, .v { white-space: nowrap; } .rt { table-layout: fixed; } .rt + .rt { margin-block-start: 16px; } .rt thead th:nth-child(1) { width: 32%; } .rt thead th:nth-child(n+3) { width: 72px; }
.c-no { width: 40px; font-variant-numeric: tabular-nums; } .num { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.small td, .small th { padding-block: 3px; font-size: 13px; line-height: 19px; }
.small :is(td, th):first-child { min-width: 10em; }
.note { color: var(--text-2); font-size: 12px; line-height: 18px; margin-block-start: 8px; }
figure svg { width: 100%; height: auto; display: block; }
figure text { font-family: var(--ui); font-size: 12px; fill: var(--text); }
figure text.m { font-family: var(--mono); font-size: 10.5px; fill: var(--text-2); }
figure text.b { font-weight: 600; } figure text.q { fill: var(--text-2); font-size: 11px; }
figure .l { stroke: var(--text-2); stroke-width: 1; fill: none; } figure .life { stroke: var(--line-2); stroke-width: 1; }
figure .a { fill: var(--text-2); } figure .hit { fill: var(--fail-bg); } figure .bgt { fill: var(--bg); }
.msg { margin-block-start: 20px; border: 1px solid var(--line); border-radius: 4px; }
.msg > header { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; padding: 6px 12px; border-block-end: 1px solid var(--line); background: var(--sunken); border-radius: 4px 4px 0 0; }
.msg > header .mono { color: var(--text-2); overflow-wrap: anywhere; }
.msg > header .end { margin-inline-start: auto; display: inline-flex; gap: 10px; align-items: center; font-size: 12px; color: var(--text-2); }
.msg .end .st { width: 14px; height: 14px; margin-inline-end: 3px; display: inline-block; vertical-align: -2.5px; }
pre { padding: 10px 12px; line-height: 18px; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
pre + pre, .jwt { border-block-start: 1px solid var(--line); }
.h, .pk { color: var(--key); }
mark { background: var(--mark); color: inherit; border-block-end: 1px solid var(--accent); padding-inline: 2px; border-radius: 2px; white-space: nowrap; }
mark.pii { background: var(--pii); border-block-end-style: dotted; border-block-end-color: var(--line-2); }
.bad { display: block; margin-inline: -12px; padding-inline: 9px 12px; border-inline-start: 3px solid var(--fail); background: var(--fail-bg); }
.bad::after { content: attr(data-f); float: inline-end; font: 600 11px/18px var(--ui); color: var(--fail); padding-inline-start: 12px; }
.bad--w { border-inline-start-color: var(--warn); background: transparent; border-inline-start-style: double; } .bad--w::after { color: var(--warn); }
.jwt > p { padding: 6px 12px 0; font-size: 12px; line-height: 18px; color: var(--text-2); }
.jwt > pre { padding-block-start: 4px; border: 0; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 32px; }
.foot { margin-block-start: 48px; padding-block-start: 10px; border-block-start: 1px solid var(--line); color: var(--text-2); font-size: 12px; line-height: 18px; }
.skip { position: absolute; inset-inline-start: -999px; } .skip:focus { inset: 8px auto auto 8px; background: var(--bg); padding: 4px 8px; }
@media (max-width: 640px) {
  .page { padding: 16px 16px 48px; } .facts { grid-template-columns: 84px minmax(0, 1fr); } .sum { grid-template-columns: 1fr 1fr; } .sum li:nth-child(3) { padding-inline-start: 0; border-inline-start: 0; }
  .two { grid-template-columns: minmax(0, 1fr); } .chk dl { grid-template-columns: minmax(0, 1fr); } .hide { display: none; } figure { overflow-x: auto; } figure svg { min-width: 620px; }
}
figure text { paint-order: stroke; stroke: var(--bg); stroke-width: 4px; }
@page { size: A4; margin: 16mm 15mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #4a505a; } }
@media print {
  :root { color-scheme: light; }
  html { font-size: 9.25pt; line-height: 13pt; }
  code, pre, .mono { font-size: 8pt; }
  .page { max-width: none; padding: 0; }
  .skip, .toc { display: none; }
  h1 { font-size: 16pt; line-height: 21pt; margin-block: 8pt 4pt; } .lead { font-size: 10pt; line-height: 14pt; max-width: none; } h2 { font-size: 13pt; margin-block: 16pt 4pt; padding-block-end: 3pt; }
  .sum { margin-block: 10pt; } .sum li { padding-block: 5pt; } .sum b { font-size: 14pt; } .facts { gap: 1pt 9pt; }
  .v .st { width: 9pt; height: 9pt; margin-block-start: 1.6pt; } .chk > .st { width: 11pt; height: 11pt; margin-block-start: 1.4pt; }
  .chk { padding-block: 6pt; gap: 2pt 8pt; } .chk h3 { font-size: 10.5pt; } .chk dl { gap: 1pt 9pt; } .suite { font-size: 8pt; line-height: 11pt; }
  .small td, .small th { padding-block: 2pt; font-size: 8.75pt; line-height: 12pt; } .group { margin-block: 12pt 2pt; } .msg { margin-block-start: 10pt; }
  h1, h2, h3, .group, thead, .msg > header { break-after: avoid; }
  .chk, tr, .sum, figure, .facts, .top { break-inside: avoid; }
  .msg, .keep { break-inside: avoid; }
  pre { line-height: 11.5pt; orphans: 4; widows: 4; padding-block: 6pt; }
  a { color: inherit; text-decoration: none; }
  .msg > header, .bad, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .newpage { break-before: page; }
  .foot { break-before: avoid; margin-block-start: 14pt; }
}
@media (prefers-contrast: more) { :root { --line: var(--line-2); --text-2: var(--text); } }
.symbols { position: absolute; }
`

/** The icons of a report. Each status has a shape of its own, so that it reads in black and white. */
export const reportSymbols = `<svg width="0" height="0" class="symbols" aria-hidden="true"><symbol id="i-fail" viewBox="0 0 16 16"><path d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z" fill="currentColor"/><path d="m5.5 5.5 5 5m0-5-5 5" stroke="var(--bg)" stroke-width="1.6" stroke-linecap="round"/></symbol><symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 2 14.8 13.8H1.2z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M8 6v3.6" stroke="var(--bg)" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="11.9" r=".95" fill="var(--bg)"/></symbol><symbol id="i-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M5.2 8.3 7.2 10.3 10.9 5.9" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></symbol><symbol id="i-neutral" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.6 2.35"/><path d="M5.5 8h5" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></symbol><symbol id="i-logo" viewBox="0 0 16 16"><path d="M4 14.4V1.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><path d="M5.6 2.2h8.6l-2.3 3.3 2.3 3.3H5.6z" fill="currentColor"/></symbol></svg>`
