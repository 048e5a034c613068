import { html, type Markup } from '@edgewise/core/widgets/markup';

/** Light and dark by the reader's own colours; one column, at any width. */
export const installStyle = (nonce: string): Markup => html`<style nonce="${nonce}">
:root{color-scheme:light dark;--line:color-mix(in srgb,CanvasText 18%,Canvas);--accent:light-dark(#1d4fd7,#9db8ff)}
body{margin:0;background:Canvas;color:CanvasText;font:1rem/1.55 system-ui,sans-serif}
main{max-inline-size:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{margin:0 0 .5rem;font-size:1.75rem;line-height:1.2}
h2{margin:0 0 .5rem;font-size:1.15rem}
section{margin-block-start:2rem}
p{margin:.5rem 0}
pre{margin:.5rem 0;padding:1rem;overflow:auto;max-block-size:16rem;border:1px solid var(--line);border-radius:.5rem;background:color-mix(in srgb,CanvasText 4%,Canvas);font-size:.85rem;line-height:1.5;user-select:all}
dt{font-weight:600;margin-block-start:1rem}
dd{margin:.35rem 0 0}
dd code{display:block;margin-block-start:.15rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:color-mix(in srgb,CanvasText 4%,Canvas);font-size:.85rem;overflow-wrap:anywhere;user-select:all}
code{font-family:ui-monospace,monospace}
ul{list-style:none;margin:.5rem 0;padding:0}
li,.wrong[role]{padding:.5rem .75rem;border-inline-start:.25rem solid;margin-block:.35rem;background:color-mix(in srgb,CanvasText 4%,Canvas)}
.fine{border-color:light-dark(#0a6b2d,#7fdc9c)}
.look{border-color:light-dark(#8a5a00,#ffc766)}
.wrong{border-color:light-dark(#b3001b,#ff8a8a)}
label{display:block;font-weight:600;margin-block:.75rem .25rem}
.row{display:flex;gap:.5rem;flex-wrap:wrap}
input:not([type=hidden]){flex:1 1 14rem;min-inline-size:0;font:inherit;padding:.55rem .7rem;border:1px solid GrayText;border-radius:.4rem;background:Field;color:FieldText}
button{font:inherit;font-weight:600;padding:.55rem 1.1rem;border:0;border-radius:.4rem;background:var(--accent);color:Canvas;cursor:pointer}
a{color:var(--accent)}
:focus-visible{outline:.2rem solid var(--accent);outline-offset:.15rem}
</style>`;
