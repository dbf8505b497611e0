const inSources = "../../node_modules/vega-datasets/data/penguins.json";

/**
 * The Palmer penguins (CC0; Horst, Hill and Gorman 2020) as the npm package vega-datasets ships them: a JSON array of records.
 * The compiled package has its own copy.
 */
export const penguinsPath = new URL(import.meta.url.endsWith(".ts") ? inSources : "./penguins.json", import.meta.url);
