/** The page's style sheet. Colors are blue and vermilion, which stay apart for all common kinds of color blindness. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --raised: #f4f4f1; --ink: #1b1f24; --soft: #565d66; --faint: #e3e4e0; --rule: #cfd1cc;
  --honest: #1864ab; --honest-later: #5f9bd1; --attacker: #b8450b; --pooled: #0a7a62; --local: #6b7079; --neutral: #5f6b7a; --kept: #a9adb3;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
  --serif: ui-serif, "New York", "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Noto Serif", "Liberation Serif", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --raised: #1d2126; --ink: #e7e9ec; --soft: #a4abb5; --faint: #2a2f36; --rule: #3b424b;
    --honest: #6cb0ee; --honest-later: #45759f; --attacker: #f58b54; --pooled: #4cc3a5; --local: #9aa1ab; --neutral: #93a0b1; --kept: #5a626d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; padding: clamp(1.5rem, 5vw, 4.5rem) clamp(1rem, 4vw, 3rem) 5rem; max-width: 73rem;
  background: var(--paper); color: var(--ink); font: 400 1rem/1.55 var(--sans);
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2 { font-family: var(--serif); font-weight: 500; line-height: 1.15; letter-spacing: -0.012em; text-wrap: balance; }
h1 { margin: 0 0 1.1rem; font-size: clamp(2.1rem, 1.4rem + 3vw, 3.4rem); }
h2 { margin: 0 0 1.5rem; font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2rem); }
h3 { margin: 0; font-size: 1.1rem; font-weight: 600; line-height: 1.3; }
p { margin: 0; }
a { color: var(--honest); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--honest); outline-offset: 3px; border-radius: 2px; }
section { padding-top: 3.5rem; scroll-margin-top: 0; }
dl, dd, figure { margin: 0; }
small { font-size: 0.8125rem; color: var(--soft); }
bdi { overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--paper); z-index: 2; }
.skip:focus { top: 0.75rem; }

.eyebrow { margin-bottom: 0.9rem; color: var(--soft); font-size: 0.875rem; font-weight: 600; }
.story { max-width: 46rem; font-size: clamp(1.1rem, 1rem + 0.5vw, 1.3rem); line-height: 1.5; text-wrap: pretty; }
.story em { font-style: italic; }
.run { margin-top: 1rem; color: var(--soft); font-size: 0.9rem; }
.lead { max-width: 42rem; margin: -0.75rem 0 1.75rem; color: var(--soft); text-wrap: pretty; }

.key { display: grid; grid-template-columns: 1.5fr 1.1fr 1fr 1fr; margin-top: 2.75rem; border-top: 1px solid var(--ink); border-bottom: 1px solid var(--rule); }
.key > div { padding: 1.1rem 1.25rem 1.25rem; border-left: 1px solid var(--faint); }
.key > div:first-child { padding-left: 0; border-left: 0; }
.key dt { color: var(--soft); font-size: 0.875rem; }
.key .value { margin: 0.3rem 0 0.35rem; font-size: clamp(1.6rem, 1.2rem + 1.2vw, 2.15rem); font-weight: 600; line-height: 1.15; letter-spacing: -0.02em; }
.key .value small { font-size: 0.5em; font-weight: 500; letter-spacing: 0; }
.key .from { color: var(--soft); font-weight: 400; white-space: nowrap; }
.key .note { color: var(--soft); font-size: 0.8438rem; line-height: 1.4; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 1.25rem; font-size: 0.9rem; }
nav a { padding: 0.25rem 0; }

.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2.25rem 3.25rem; align-items: start; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.25rem; }
figcaption { margin-bottom: 0.9rem; line-height: 1.4; }
figcaption strong { display: block; font-weight: 600; }
figcaption span { display: block; max-width: 40rem; margin-top: 0.15rem; color: var(--soft); font-size: 0.875rem; text-wrap: pretty; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 0 0 0.9rem; padding: 0; list-style: none; color: var(--soft); font-size: 0.8438rem; }
.legend li { display: inline-flex; align-items: center; gap: 0.4rem; }
.legend svg { flex: none; }
.absent { color: var(--soft); font-size: 0.9375rem; max-width: 36rem; }
.remark { margin: 0 0 0.9rem; color: var(--soft); font-size: 0.875rem; max-width: 46rem; }

.plot svg { display: block; overflow: visible; }
.plot.lines { padding: 0.75rem 10.5rem 2.6rem 3.25rem; }
.plot.scatter { padding: 0.5rem 1rem 2rem 3rem; }
.grid { stroke: var(--faint); }
.zero { stroke: var(--rule); }
.tick { fill: var(--soft); font-size: 0.75rem; }
.axis-name { color: var(--soft); font-size: 0.8125rem; margin-bottom: 0.35rem; }
.axis-name.below { margin: 0.1rem 1rem 0 0; text-align: right; }
.series .line { stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
.series.federated { color: var(--honest); }
.series.pooled { color: var(--pooled); }
.series.local { color: var(--local); }
.federated .line { stroke-width: 3; }
.pooled .line { stroke-dasharray: 7 5; }
.local .line { stroke-dasharray: 1 5; }
.series circle, .series path, .point path, .point circle { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.point .target { fill: transparent; stroke: none; }
.point:hover .target { stroke: currentColor; stroke-width: 1.5; }
.point.honest, .mark.honest { color: var(--honest); }
.point.attacker, .mark.attacker { color: var(--attacker); }
.series .end { fill: currentColor; font-size: 0.8125rem; }
.end-value { font-weight: 650; }
.proportion { stroke: var(--soft); stroke-width: 1.25; stroke-dasharray: 4 4; }
.mark { flex: none; fill: currentColor; vertical-align: -0.06em; overflow: visible; }

.bars { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr) auto; column-gap: 1rem; margin: 0; padding: 0; list-style: none; font-size: 0.9rem; line-height: 1.3; }
.bars li { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: center; padding: 0.24rem 0; break-inside: avoid; }
.bars.many { display: block; columns: 2; column-gap: 3.25rem; }
.bars.many li { grid-template-columns: minmax(6rem, 42%) minmax(0, 1fr) minmax(3.5rem, auto); column-gap: 0.75rem; }
.bars .bar-label { min-width: 0; }
.bar-value { text-align: right; white-space: nowrap; }
.bar { display: block; overflow: hidden; }
.bar rect { fill: var(--neutral); }
.bar rect + rect { stroke: var(--paper); stroke-width: 1; }
.bar .honest, .bar .for, .bar .earned { fill: var(--honest); }
.bar .honest.later { fill: var(--honest-later); }
.bar .attacker { fill: var(--attacker); }
.bar .attacker.later { fill: var(--attacker); opacity: 0.55; }
.bar .kept, .bar .against { fill: url(#hatch); }
.hatch-ground { fill: var(--faint); }
.hatch-line { fill: var(--kept); }
.whole .bar { height: 16px; }
.whole p { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.1rem 1.5rem; margin-top: 0.5rem; font-size: 0.9rem; }
.whole b { font-weight: 600; }

.facts > div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--faint); font-size: 0.9375rem; }
.facts dt { color: var(--soft); }

.scroll {
  overflow-x: auto; margin: 0 -0.25rem; padding: 0 0.25rem; scrollbar-width: thin;
  background:
    linear-gradient(to left, var(--paper) 30%, transparent) right / 3rem 100% no-repeat local,
    linear-gradient(to left, var(--faint), transparent) right / 0.8rem 100% no-repeat scroll;
}
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.35; }
caption { padding: 0 0 0.6rem; text-align: left; font-weight: 600; font-size: 1rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2.5rem); }
th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--faint); }
thead th { padding-top: 0.25rem; color: var(--soft); font-size: 0.8125rem; vertical-align: bottom; border-bottom-color: var(--rule); }
tr > :first-child { padding-left: 0; }
tr > :last-child { padding-right: 0; }
th.number, td.number { text-align: right; white-space: nowrap; }
td.words { min-width: 15rem; max-width: 24rem; }
tbody th { min-width: 8rem; }
th.bar, td.bar { display: table-cell; width: 40%; min-width: 9rem; }
tbody tr:hover > * { background: var(--raised); }
.with-bar { display: grid; grid-template-columns: minmax(3rem, 1fr) 4rem; gap: 0.75rem; align-items: center; }
.with-bar > span { text-align: right; }
td .bar { margin-top: 0.25em; }
.with-bar .bar { margin: 0; }
.role { white-space: nowrap; }
.address { display: block; color: var(--soft); font: 400 0.75rem/1.4 var(--mono); }
.none { color: var(--soft); }

details > summary { cursor: pointer; list-style: none; }
details > summary::-webkit-details-marker { display: none; }
details > summary::before { content: ""; flex: none; width: 0.45rem; height: 0.45rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); transition: transform 0.15s; }
details[open] > summary::before { transform: translateY(-2px) rotate(45deg); }
.round { border-top: 1px solid var(--rule); }
.round:last-of-type { border-bottom: 1px solid var(--rule); }
.round > summary { display: flex; align-items: baseline; gap: 0.9rem; padding: 1rem 0; }
.round > summary:hover h3 { text-decoration: underline; text-underline-offset: 0.25em; text-decoration-thickness: 1px; }
.round h3 { white-space: nowrap; }
.gist { display: flex; flex-wrap: wrap; gap: 0 1.5rem; color: var(--soft); font-size: 0.9rem; }
.gist b { color: var(--ink); font-weight: 600; }
.round-body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.25rem; padding: 0.75rem 0 3rem; scroll-margin-top: 4.5rem; }
.fold > summary { display: inline-flex; align-items: baseline; gap: 0.6rem; margin-bottom: 0.75rem; color: var(--soft); font-size: 0.875rem; }
.fold > summary:hover { color: var(--ink); }

.terms { columns: 2; column-gap: 3.25rem; }
.terms > div { break-inside: avoid; padding-bottom: 1.25rem; }
.terms dt { font-weight: 600; }
.terms dd { color: var(--soft); font-size: 0.9375rem; text-wrap: pretty; }
.notes { margin: 0.6rem 0 1.5rem; padding-left: 1.1rem; max-width: 46rem; font-size: 0.9375rem; }
#accuracy figure { margin-bottom: 2.5rem; }
#accuracy .legend { display: none; }
#gas table { max-width: 46rem; }

@media (max-width: 62rem) {
  .key { grid-template-columns: 1fr 1fr; }
  .key > div:nth-child(odd) { padding-left: 0; border-left: 0; }
  .key > div:nth-child(n + 3) { border-top: 1px solid var(--faint); }
  .pair { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  section { padding-top: 2.75rem; }
  .key { grid-template-columns: 1fr; }
  .key > div { padding: 0.9rem 0; border-left: 0; }
  .key > div + div { border-top: 1px solid var(--faint); }
  .plot.lines { padding-left: 2.6rem; padding-right: 3.6rem; }
  .plot.scatter { padding-left: 2.5rem; }
  .end-name, .tick.spare { display: none; }
  #accuracy .legend { display: flex; }
  .bars.many, .terms { columns: 1; }
  .bars { display: block; }
  .bars li, .bars.many li { grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 0.75rem; padding: 0.35rem 0; }
  .bars .bar { grid-row: 2; grid-column: 1 / -1; }
  th, td { padding-left: 0.5rem; padding-right: 0.5rem; }
  th.bar, td.bar { min-width: 4.5rem; }
  .with-bar { grid-template-columns: minmax(0, 1fr); gap: 0.3rem; }
  .with-bar > span { order: -1; text-align: left; }
  .round > summary { flex-wrap: wrap; gap: 0.25rem 0.75rem; }
  .gist { flex-basis: 100%; padding-left: 1.2rem; }
  tbody th { position: sticky; left: 0; background: var(--paper); min-width: 6.75rem; }
}
@media print {
  @page { margin: 15mm; }
  :root { color-scheme: light; --paper: #fff; }
  html { font-size: 11px; }
  body { padding: 0; max-width: none; }
  .key { grid-template-columns: 1.5fr 1.1fr 1fr 1fr; margin-top: 1.5rem; }
  .key > div:nth-child(n) { padding: 0.75rem; border-top: 0; border-left: 1px solid var(--faint); }
  .key > div:nth-child(1) { padding-left: 0; border-left: 0; }
  .key .value { font-size: 1.6rem; }
  .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.5rem 2rem; }
  .lead { break-after: avoid; }
  th.bar, td.bar { min-width: 0; }
  nav, .skip { display: none; }
  section { padding-top: 2rem; }
  h2, h3, caption, figcaption, .round > summary { break-after: avoid; }
  figure, tr, .key { break-inside: avoid; }
  .scroll { overflow: visible; background: none; }
  thead, tbody tr:first-child { break-inside: avoid; }
  thead { break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  .remark { break-after: avoid; }
  th, td { padding: 0.3rem 0.4rem; }
  td.words { min-width: 0; }
  .fold > summary, details > summary::before { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  a { color: inherit; text-decoration: none; }
}
`;
