/** The Palmer penguins (CC0; Horst, Hill and Gorman 2020) as the npm package vega-datasets ships them: a JSON array of records. */
export const penguinsPath = new URL("../../node_modules/vega-datasets/data/penguins.json", import.meta.url);
