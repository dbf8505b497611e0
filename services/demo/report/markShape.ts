import { type Html, html } from "./html.ts";

export type Shape = "circle" | "diamond" | "triangle" | "square";

const PATHS: Readonly<Record<Exclude<Shape, "circle">, string>> = {
  diamond: "M0 -5.6L5.6 0L0 5.6L-5.6 0Z",
  triangle: "M0 -5.2L5.2 4.2L-5.2 4.2Z",
  square: "M-4.2 -4.2H4.2V4.2H-4.2Z",
};

/** A mark around the origin, about 10 pixels wide; all shapes have about the same area. */
export function markShape(shape: Shape): Html {
  return shape === "circle" ? html`<circle r="4.7"/>` : html`<path d="${PATHS[shape]}"/>`;
}
